package dev.millrace.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own, from its start until it is closed. */
final class RunningServer implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+) ");
  private static final Pattern CODE = Pattern.compile("setup code (\\S+)");

  private final Process process;
  private final URI url;
  private final Duration untilReady;
  private final Optional<String> setupCode;

  private RunningServer(Process process, URI url, Duration untilReady, Optional<String> setupCode) {
    this.process = process;
    this.url = url;
    this.untilReady = untilReady;
    this.setupCode = setupCode;
  }

  /** The product's, with a data folder and more arguments. */
  static RunningServer ofProduct(Path launcher, Path data, boolean firstTime, String... more) {
    return start(
        Stream.concat(
                Stream.of(launcher.toString(), "server", "--data", data.toString(), "--port", "0"),
                Stream.of(more))
            .toList(),
        Map.of(),
        firstTime);
  }

  /** One with workers that spawn nothing, by the flags of the product's launcher. */
  static RunningServer withQuickWorkers(
      Path data, Map<String, String> environment, boolean firstTime) {
    return start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            QuickServer.class.getName(),
            data.toString()),
        environment,
        firstTime);
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @param command whatever starts a server that tells its address as the product does
   * @param firstTime whether it has no users yet, and tells its setup code
   */
  private static RunningServer start(
      List<String> command, Map<String, String> environment, boolean firstTime) {
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    builder.environment().put("MILLRACE_BUILD", "never");
    long begun = System.nanoTime();
    try {
      Process process = builder.start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String url = found(READY, output);
      var untilReady = Duration.ofNanos(System.nanoTime() - begun);
      Optional<String> code = firstTime ? Optional.of(found(CODE, output)) : Optional.empty();
      Thread.startVirtualThread(() -> output.lines().forEach(_ -> {}));
      return new RunningServer(process, URI.create(url), untilReady, code);
    } catch (IOException failure) {
      throw new IllegalStateException("no server could be started by " + command, failure);
    }
  }

  private static String found(Pattern pattern, BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IllegalStateException("the server ended before it said " + pattern);
  }

  URI url() {
    return url;
  }

  Duration untilReady() {
    return untilReady;
  }

  /** Its first administrator's API, with a project. */
  Api settingUp() {
    return Api.settingUp(url, setupCode.orElseThrow());
  }

  /** What of it is in memory, in MiB: {@code VmRSS} of Linux. */
  double residentMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException over) {
      throw new IllegalStateException("the server is over", over);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not stop");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stop);
    }
  }
}
