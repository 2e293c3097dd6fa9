package io.quartermaster.app.connections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Texts;
import org.jspecify.annotations.Nullable;

/// Where a connection leads and how it is to be treated. Never the password. Immutable.
///
/// @param id           random, stable; the password lies in the secret store under it
/// @param host         empty for the embedded engine, like port, schema and user
/// @param lastInstance the instance looked at last, null before the first time
public record ConnectionProfile(
        String id,
        String name,
        Kind kind,
        String host,
        int port,
        String schema,
        String user,
        TlsMode tls,
        Environment environment,
        boolean readOnly,
        @Nullable String lastInstance) {

    /// The embedded engine, or a shared MySQL or MariaDB.
    public enum Kind {
        EMBEDDED,
        MYSQL
    }

    public static final int MYSQL_PORT = 3306;
    public static final String SCHEMA = "antscheduler";

    /// The one profile that always exists and needs no password.
    public static ConnectionProfile embedded(String name) {
        return new ConnectionProfile(
                "embedded", name, Kind.EMBEDDED, "", 0, "", "", TlsMode.DISABLED, Environment.DEV, false, null);
    }

    public static ConnectionProfile mysql(String id) {
        return new ConnectionProfile(
                id, "", Kind.MYSQL, "", MYSQL_PORT, SCHEMA, "", TlsMode.PREFERRED, Environment.DEV, false, null);
    }

    public ConnectionProfile withLastInstance(String instance) {
        return new ConnectionProfile(id, name, kind, host, port, schema, user, tls, environment, readOnly, instance);
    }

    @JsonIgnore
    public boolean isEmbedded() {
        return kind == Kind.EMBEDDED;
    }

    /// The name as it is shown: the embedded engine is called by a text, so that it follows the language.
    public String displayName(Texts texts) {
        return isEmbedded() ? texts.get("connections.embedded.name") : name;
    }

    /// `host:port/schema`, as people write it.
    public String address() {
        return isEmbedded() ? "" : host + ":" + port + "/" + schema;
    }
}
