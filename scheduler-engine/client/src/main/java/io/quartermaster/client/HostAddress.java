package io.quartermaster.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;

/// The address by which a client names its host to operators.
final class HostAddress {
    private HostAddress() {}

    /// @throws IllegalArgumentException when there is no such interface, or it has no address
    static String of(String networkInterface) {
        try {
            NetworkInterface found = NetworkInterface.getByName(networkInterface);
            if (found == null) {
                throw new IllegalArgumentException("No network interface is named '" + networkInterface + "'");
            }
            return best(found.inetAddresses().toList());
        } catch (SocketException e) {
            throw new IllegalArgumentException("Network interface '" + networkInterface + "' cannot be asked", e);
        }
    }

    static String ofThisHost() {
        try {
            return best(NetworkInterface.networkInterfaces()
                    .filter(HostAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList());
        } catch (SocketException e) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }

    private static String best(List<InetAddress> addresses) {
        return addresses.stream()
                .min(Comparator.comparing(InetAddress::isLoopbackAddress)
                        .thenComparing(InetAddress::isLinkLocalAddress)
                        .thenComparing(address -> !(address instanceof Inet4Address)))
                .orElse(InetAddress.getLoopbackAddress())
                .getHostAddress();
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
