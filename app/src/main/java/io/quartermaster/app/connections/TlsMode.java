package io.quartermaster.app.connections;

/// How a connection to MySQL is encrypted; the names are the driver's `sslMode`.
public enum TlsMode {
    DISABLED,
    PREFERRED,
    REQUIRED,
    VERIFY_CA,
    VERIFY_IDENTITY
}
