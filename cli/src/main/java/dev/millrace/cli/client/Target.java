package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Invocation;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Which server is asked, as whom, about which project.
 *
 * @param name by which it is known; empty: only the environment names it
 * @param project that is meant; empty: none is
 */
record Target(URI url, Optional<String> token, Optional<String> name, Optional<String> project) {
  static final String URL = "MILLRACE_URL";
  static final String TOKEN = "MILLRACE_TOKEN";
  static final String PROJECT = "MILLRACE_PROJECT";

  /**
   * What the command line says goes before the environment, that before the file. A token of the
   * environment never goes to a server that the command line names: it may be meant for another.
   *
   * @throws ClientError if no server is meant, or one that is not known
   */
  static Target of(Invocation invocation, Map<String, String> environment, KnownServers servers) {
    Optional<String> wanted = invocation.value("server");
    Optional<String> project = invocation.value("project").or(() -> said(environment, PROJECT));
    if (wanted.isPresent()) {
      return known(wanted.get(), servers, Optional.empty(), project);
    }
    Optional<String> token = said(environment, TOKEN);
    Optional<String> url = said(environment, URL);
    if (url.isPresent()) {
      URI there = url(url.get());
      return servers.all().entrySet().stream()
          .filter(each -> each.getValue().url().equals(there.toString()))
          .findFirst()
          .map(each -> known(each.getKey(), servers, token, project))
          .orElseGet(() -> new Target(there, token, Optional.empty(), project));
    }
    String current = servers.current().orElseThrow(() -> ClientError.wrong("client.no-server"));
    return known(current, servers, token, project);
  }

  private static Target known(
      String name, KnownServers servers, Optional<String> token, Optional<String> project) {
    KnownServers.Known known = servers.all().get(name);
    if (known == null) {
      throw ClientError.wrong(
          "client.unknown-server", name, String.join(", ", servers.all().keySet()));
    }
    return new Target(
        url(known.url()),
        token.or(() -> Optional.of(known.token())),
        Optional.of(name),
        project.or(known::project));
  }

  /** Whether a command that could be about this machine is about a server. */
  static boolean isMeant(Invocation invocation, Map<String, String> environment) {
    return invocation.has("server")
        || invocation.has("project")
        || invocation.has("pipeline")
        || said(environment, URL).isPresent()
        || said(environment, PROJECT).isPresent();
  }

  private static Optional<String> said(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
  }

  /**
   * The address of a server, without a slash at its end.
   *
   * @throws ClientError if it can't be one
   */
  static URI url(String text) {
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isWeb && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (java.net.URISyntaxException _) {
      // Said below, as of what is no address of the web.
    }
    throw ClientError.wrong("client.bad-url", text);
  }

  /**
   * The project that is meant.
   *
   * @throws ClientError if none is
   */
  String requireProject() {
    return project.orElseThrow(() -> ClientError.wrong("client.no-project"));
  }
}
