package io.quartermaster.client.link;

/// What both ends of the link must hold to.
public final class LinkProtocol {
    /// The version both ends must name.
    public static final int VERSION = 1;
    /// A frame is closed when it holds this much; gRPC refuses messages above 4 MiB.
    public static final int FRAME_BYTES = 1 << 20;
    /// The largest single dispatch or report that travels.
    public static final int MESSAGE_BYTES = 2 << 20;
    /// How many messages go into one frame at most, so that the first of them does not wait for the last.
    public static final int FRAME_MESSAGES = 256;

    private LinkProtocol() {}
}
