package dev.millrace.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom a remote address stands for. */
final class RemoteAddress {
  /** What one subscriber of IPv6 is given to choose addresses from (RFC 6177). */
  private static final int SUBSCRIBER_BYTES = 8;

  private RemoteAddress() {}

  /** One key for all addresses that one subscriber can have. */
  static String keyOf(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), SUBSCRIBER_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
