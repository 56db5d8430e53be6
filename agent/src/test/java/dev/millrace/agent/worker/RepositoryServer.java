package dev.millrace.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Serves the bare repository {@code served.git} of a folder over HTTP, large files included, to one
 * user only. git reads its files; git-lfs asks where they are, as its batch API has it.
 */
final class RepositoryServer implements AutoCloseable {
  private static final String LARGE_FILES = "/served.git/info/lfs/objects/batch";
  private static final Pattern WANTED =
      Pattern.compile("\\{\"oid\":\"((..)(..)[0-9a-f]+)\",\"size\":([0-9]+)}");

  private final HttpServer server;

  RepositoryServer(Path folder, String user, String password) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var oneUser =
        new BasicAuthenticator("repositories") {
          @Override
          public boolean checkCredentials(String givenUser, String givenPassword) {
            return givenUser.equals(user) && givenPassword.equals(password);
          }
        };
    server.createContext("/", SimpleFileServer.createFileHandler(folder)).setAuthenticator(oneUser);
    server.createContext(LARGE_FILES, this::whereFilesAre).setAuthenticator(oneUser);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void whereFilesAre(HttpExchange exchange) throws IOException {
    try (exchange) {
      var wanted = WANTED.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      var files = wanted.results().map(this::whereFileIs).collect(Collectors.joining(","));
      var answer = "{\"transfer\":\"basic\",\"objects\":[%s]}".formatted(files).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.git-lfs+json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String whereFileIs(MatchResult file) {
    return """
    {"oid":"%1$s","size":%4$s,"actions":{"download":{
      "href":"http://%5$s/served.git/lfs/objects/%2$s/%3$s/%1$s"}}}
    """
        .formatted(file.group(1), file.group(2), file.group(3), file.group(4), host());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
