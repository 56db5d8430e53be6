package dev.millrace.server.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out from where a request came. */
final class RemoteAddresses {
  /** IPv4 or IPv6, by its letters. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private RemoteAddresses() {}

  /**
   * The address of the connection, or, where that is a proxy we trust, what it says: the last
   * address in {@code X-Forwarded-For}, however many such headers there are, that is none of our
   * proxies. What stands before it, anybody may have written; and where it is no address, the
   * proxy's is taken.
   */
  static String of(Context context, Set<String> trustedProxies) {
    String address = context.req().getRemoteAddr();
    if (!trustedProxies.contains(address)) {
      return address;
    }
    List<String> said =
        Collections.list(context.req().getHeaders("X-Forwarded-For")).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    return said.reversed().stream()
        .filter(each -> !trustedProxies.contains(each))
        .findFirst()
        .filter(each -> ADDRESS.matcher(each).matches())
        .orElse(address);
  }
}
