package io.quartermaster.server.link;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Where a call comes from, as `ip:port`. Stateless.
public final class CallerAddress {
    private static final Context.Key<String> ADDRESS = Context.key("caller-address");

    private CallerAddress() {}

    /// Of the call this thread has just been given; only behind [#noted()].
    public static String ofThisCall() {
        return ADDRESS.get();
    }

    /// gRPC tells a service who calls only by way of an interceptor.
    public static ServerInterceptor noted() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
                Context context = Context.current().withValue(ADDRESS, text(remote));
                return Contexts.interceptCall(context, call, headers, next);
            }
        };
    }

    private static String text(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : String.valueOf(remote);
    }
}
