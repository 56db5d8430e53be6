package dev.millrace.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out from where a request came. */
final class RemoteAddresses {
  private RemoteAddresses() {}

  /**
   * The address of the connection, or, where that is a proxy we trust, what it says: the last
   * address in {@code X-Forwarded-For} that is none of our proxies. What stands before it, anybody
   * may have written.
   */
  static String of(Context context, Set<String> trustedProxies) {
    String address = context.req().getRemoteAddr();
    if (!trustedProxies.contains(address)) {
      return address;
    }
    List<String> said =
        Optional.ofNullable(context.header("X-Forwarded-For")).stream()
            .flatMap(header -> java.util.Arrays.stream(header.split(",")))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    return said.reversed().stream()
        .filter(each -> !trustedProxies.contains(each))
        .findFirst()
        .orElse(address);
  }
}
