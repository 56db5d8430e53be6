package dev.millrace.agent.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.protocol.CheckoutSource;
import dev.millrace.protocol.TaskAction;
import dev.millrace.wording.Sentence;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who to be at a repository.
 *
 * @param site scheme, host and port of the repository: nobody else is given the password
 */
public record Credentials(String site, String username, String password) {
  private static final String USERNAME_VARIABLE = "MILLRACE_GIT_USERNAME";
  private static final String PASSWORD_VARIABLE = "MILLRACE_GIT_PASSWORD";

  /** Tokens go with this name, unless another is given. */
  private static final String TOKEN_USER = "oauth2";

  private static final List<String> SECRET_INPUTS =
      List.of("personalAccessToken", "accessToken", "password");

  /** Hides the password. */
  @Override
  public String toString() {
    return username + " at " + site;
  }

  /** The secret inputs of a checkout, by what people call them; a password in its URL counts. */
  public static Map<Sentence, String> secrets(TaskAction.Checkout checkout) {
    var secrets = new LinkedHashMap<Sentence, String>();
    for (var name : SECRET_INPUTS) {
      if (!checkout.inputs().getOrDefault(name, "").isEmpty()) {
        secrets.put(CheckoutWording.THE_INPUT.of(name), checkout.inputs().getOrDefault(name, ""));
      }
    }
    if (checkout.source() instanceof CheckoutSource.Repository(var url)) {
      userOf(url)
          .filter(user -> user.indexOf(':') >= 0)
          .ifPresent(user -> {
            var raw = user.substring(user.indexOf(':') + 1);
            secrets.put(CheckoutWording.THE_INPUT.of("url"), raw);
            secrets.put(CheckoutWording.PASSWORD_OF_URL.of(), decoded(raw));
          });
    }
    return secrets;
  }

  /** What the inputs, or else the URL, say; none for a URL that is not HTTP. */
  static Optional<Credentials> of(String url, Map<String, String> inputs) {
    var site = site(url);
    if (site.isEmpty()) {
      return Optional.empty();
    }
    for (var name : SECRET_INPUTS) {
      var secret = inputs.getOrDefault(name, "");
      if (!secret.isEmpty()) {
        var user = inputs.getOrDefault("username", "");
        return Optional.of(new Credentials(site.get(), user.isEmpty() ? TOKEN_USER : user, secret));
      }
    }
    return userOf(url)
        .map(user -> {
          int colon = user.indexOf(':');
          return colon < 0
              ? new Credentials(site.get(), decoded(user), "")
              : new Credentials(
                  site.get(),
                  decoded(user.substring(0, colon)),
                  decoded(user.substring(colon + 1)));
        });
  }

  /** The URL without user and password. */
  static String withoutUser(String url) {
    return site(url).isEmpty() ? url : url.replaceFirst("://[^/@]*@", "://");
  }

  /** What git must find in its environment to use these. */
  Map<String, String> environment() {
    return Map.of(USERNAME_VARIABLE, username, PASSWORD_VARIABLE, password);
  }

  /** The helper that reads {@link #environment}; nothing in it is secret. */
  static String helper() {
    return "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$"
        + USERNAME_VARIABLE
        + "\" \"$"
        + PASSWORD_VARIABLE
        + "\"; }; f";
  }

  /** A line of a file that git's own {@code store} helper reads. */
  String storeLine() {
    return site.replaceFirst("://", "://" + encoded(username) + ":" + encoded(password) + "@")
        + "\n";
  }

  private static Optional<String> site(String url) {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      return Optional.empty();
    }
    var withoutUser = url.replaceFirst("://[^/@]*@", "://");
    int path = withoutUser.indexOf('/', withoutUser.indexOf("://") + 3);
    return Optional.of(path < 0 ? withoutUser : withoutUser.substring(0, path));
  }

  private static Optional<String> userOf(String url) {
    if (site(url).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(URI.create(url).getRawUserInfo());
    } catch (IllegalArgumentException noUri) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
