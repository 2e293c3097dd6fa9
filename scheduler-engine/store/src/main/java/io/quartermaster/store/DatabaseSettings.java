package io.quartermaster.store;

import java.nio.file.Path;

/// How a database is reached. Immutable; the password never shows in [#toString()].
public sealed interface DatabaseSettings {
    /// The account's name, and its password as it is typed.
    String user();

    String password();

    String jdbcUrl();

    /// The H2 database of an embedded engine: `directory/engine.mv.db`, locked against a second process.
    record Embedded(Path directory) implements DatabaseSettings {
        @Override
        public String user() {
            return "sa";
        }

        @Override
        public String password() {
            return "";
        }

        @Override
        public String jdbcUrl() {
            return "jdbc:h2:file:" + directory.resolve("engine").toAbsolutePath() + H2_MODE;
        }
    }

    /// An H2 database that lives as long as it is open; for tests.
    record InMemory(String name) implements DatabaseSettings {
        @Override
        public String user() {
            return "sa";
        }

        @Override
        public String password() {
            return "";
        }

        @Override
        public String jdbcUrl() {
            return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1" + H2_MODE;
        }
    }

    /// A shared MySQL or MariaDB.
    record MySql(String host, int port, String schema, String user, String password, Tls tls)
            implements DatabaseSettings {
        @Override
        public String jdbcUrl() {
            return "jdbc:mysql://" + bracketed(host) + ":" + port + "/" + schema + "?sslMode=" + tls.name()
                    + (tls == Tls.DISABLED ? "&allowPublicKeyRetrieval=true" : "")
                    + "&connectTimeout=3000&tcpKeepAlive=true"
                    + "&useLocalSessionState=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                    + "&rewriteBatchedStatements=true&characterEncoding=UTF-8";
        }

        private static String bracketed(String host) {
            return host.contains(":") ? "[" + host + "]" : host;
        }

        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + schema;
        }
    }

    /// Connector/J's `sslMode`.
    enum Tls {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }

    /// The dialect, the seed's schema name, and UTC for `now()`.
    String H2_MODE = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC"
            + ";INIT=create schema if not exists antscheduler\\;set schema antscheduler";
}
