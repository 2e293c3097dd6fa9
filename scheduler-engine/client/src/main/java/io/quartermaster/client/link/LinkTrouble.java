package io.quartermaster.client.link;

import io.grpc.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a link broke, in words that say what to do about it where that is known. Stateless.
final class LinkTrouble {
    private LinkTrouble() {}

    private static final String UNEXPLAINED_CLOSE = "network closed for unknown reason";

    /// @param secured whether this client speaks TLS
    /// @param heard whether the server has said anything
    static String explained(Throwable thrown, boolean secured, boolean heard) {
        Status status = Status.fromThrowable(thrown);
        String detail = status.getDescription();
        Throwable cause = status.getCause();
        String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String plain =
                (detail == null ? status.getCode().toString() : detail.replaceAll("\\s*Channel Pipeline: .*", ""))
                        + why;
        String text = everything(plain, cause).toLowerCase(Locale.ROOT);
        String advice = heard ? "" : secured ? ofTls(text) : ofPlainText(text);
        return advice.isEmpty() ? plain : advice + " (" + plain + innermost(cause) + ")";
    }

    /// A server that expects TLS answers anything else with an alert, which begins with 0x15, or hangs up.
    private static String ofPlainText(String text) {
        if (text.contains("first received frame was not settings") && text.contains("bytes: 15")) {
            return "the server speaks TLS and this client does not: give it tls(...)";
        }
        return text.contains(UNEXPLAINED_CLOSE)
                ? "the server hung up before it said anything: if it speaks TLS, this client needs tls(...)"
                : "";
    }

    private static String ofTls(String text) {
        if (text.contains("not an ssl/tls record")) {
            return "this client speaks TLS and the server does not: set link.tls.certificate and link.tls.key there, or"
                    + " leave tls(...) out here";
        }
        if (text.contains("certificateexpired") || text.contains("notafter")) {
            return "the server's certificate has expired: renew it";
        }
        if (text.contains("certificatenotyetvalid") || text.contains("notbefore")) {
            return "the server's certificate is not valid yet: correct it, or this host's clock";
        }
        if (text.contains("subject alternative") || text.contains("no name matching")) {
            return "the server's certificate is for another name: address the server by a name in it, or give the name"
                    + " with withServerName(...)";
        }
        if (text.contains("unable to find valid certification path") || text.contains("pkix path")) {
            return "the server's certificate is signed by none of the authorities trusted here: correct the file given"
                    + " to ClientTls, or the server's link.tls.certificate";
        }
        if (text.contains("certificate_required")
                || text.contains("bad_certificate")
                || text.contains("empty client")) {
            return "the server wants a certificate of this client, signed by an authority in its link.tls.clients: see"
                    + " withCertificate(...)";
        }
        return text.contains("certificate_unknown") || text.contains("unknown_ca")
                ? "the server does not accept this client's certificate: it must be valid now, and signed by an"
                        + " authority in the server's link.tls.clients"
                : "";
    }

    private static String everything(String plain, @Nullable Throwable cause) {
        StringBuilder all = new StringBuilder(plain);
        for (Throwable each = cause; each != null; each = each.getCause()) {
            all.append(' ').append(each);
        }
        return all.toString();
    }

    private static String innermost(@Nullable Throwable cause) {
        if (cause == null || cause.getCause() == null) {
            return "";
        }
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? "" : ": " + last.getMessage();
    }
}
