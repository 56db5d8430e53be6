package dev.millrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command of this repository with a state folder of its own.
 *
 * @param state where it keeps its builds
 * @param folder where it is called
 */
record Millrace(Path state, Path folder) {
  /** Longer than the slowest machine needs for the longest of these builds. */
  private static final int PATIENCE_SECONDS = 120;

  static final Path REPOSITORY = repository();

  /** What a process left behind: its end and all it said. */
  record End(int exitCode, String output) {
    List<String> lines() {
      return output.lines().toList();
    }
  }

  private static Path repository() {
    Path module = Path.of("").toAbsolutePath();
    return Stream.iterate(module, folder -> folder.resolve("..").normalize())
        .limit(module.getNameCount() + 1L)
        .filter(folder -> Files.isExecutable(folder.resolve("millrace")))
        .findFirst()
        .orElseThrow();
  }

  /** Runs to the end. */
  End run(String... arguments) {
    return started(arguments).end();
  }

  /** Starts a process. */
  Started started(String... arguments) {
    return startedWith(Map.of(), arguments);
  }

  /** Starts a process with more in its environment. */
  Started startedWith(Map<String, String> environment, String... arguments) {
    // A shell's background jobs ignore Ctrl-C, and so would what they start.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(REPOSITORY.resolve("millrace").toString());
    command.addAll(List.of(arguments));
    return started(command, environment);
  }

  /** Starts the command on a terminal of 80 columns. */
  Started onTerminal(String... arguments) {
    String line =
        "stty cols 80 rows 24; exec '"
            + REPOSITORY.resolve("millrace")
            + "' "
            + String.join(" ", arguments);
    return started(
        List.of("script", "--quiet", "--return", "--command", line, "/dev/null"),
        Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8", "CI", "", "NO_COLOR", ""));
  }

  private Started started(List<String> command, Map<String, String> environment) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("MILLRACE_HOME", state.toString());
    builder.environment().put("MILLRACE_BUILD", "never");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return Started.by(builder);
  }

  /** A process that runs. */
  record Started(Process process, BufferedReader reader, StringBuilder read) {
    /** Starts a process that is ended by force should it not end by itself. */
    static Started by(ProcessBuilder builder) {
      try {
        Process process = builder.start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .execute(process::destroyForcibly);
        return new Started(process, process.inputReader(UTF_8), new StringBuilder());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Blocks until the process has said this. */
    Started awaitOutput(String text) {
      if (!says(text)) {
        throw new AssertionError("the process ended without saying " + text + ":\n" + read);
      }
      return this;
    }

    /** Blocks until the process has said this or has ended; whether it has said it. */
    boolean says(String text) {
      try {
        while (!read.toString().contains(text)) {
          String line = reader.readLine();
          if (line == null) {
            return false;
          }
          read.append(line).append('\n');
        }
        return true;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Sends a signal by name. */
    Started signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        return this;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }

    /** Waits for the end. */
    End end() {
      try {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          read.append(line).append('\n');
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("the process does not end:\n" + read);
        }
        return new End(process.exitValue(), read.toString());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
  }
}
