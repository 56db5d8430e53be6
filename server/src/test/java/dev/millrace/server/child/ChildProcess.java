package dev.millrace.server.child;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of our own that may be killed. Speaks in lines. */
public final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;
  private final BufferedWriter told;

  private ChildProcess(Process process) {
    this.process = process;
    this.said = process.inputReader();
    this.told = process.outputWriter();
  }

  /** Starts {@code main} with these arguments. */
  public static ChildProcess start(Class<?> main, Object... arguments) {
    return start(List.of(), main, arguments);
  }

  /** Starts {@code main} so that no file of it can grow beyond {@code kibibytes}, for now. */
  public static ChildProcess startWithFilesUpTo(int kibibytes, Class<?> main, Object... arguments) {
    String limited = "ulimit -S -f " + kibibytes + " && exec \"$@\"";
    return start(List.of("bash", "-c", limited, "bash"), main, arguments);
  }

  private static ChildProcess start(List<String> around, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>(around);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    // It may write files no larger than allowed, and its own are not what is tested.
    command.add("-XX:-UsePerfData");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      return new ChildProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private @Nullable String nextLine() throws IOException {
    return said.readLine();
  }

  /** The next line it says; fails if it is gone. */
  public String saidLine() throws IOException {
    String line = nextLine();
    if (line == null) {
      throw new AssertionError("the child is gone");
    }
    return line;
  }

  public void tell(String line) throws IOException {
    told.write(line + "\n");
    told.flush();
  }

  /** Lets its files grow again. */
  public void liftLimit() throws IOException, InterruptedException {
    Process lift =
        new ProcessBuilder(
                "prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited:unlimited")
            .inheritIO()
            .start();
    if (lift.waitFor() != 0) {
      throw new AssertionError("the limit of process " + process.pid() + " could not be lifted");
    }
  }

  /** Kills it as {@code kill -9} does, and answers what it had said by then. */
  public List<String> kill() throws IOException, InterruptedException {
    // Not by the process itself, which would close the stream we still want to read.
    process.toHandle().destroyForcibly();
    List<String> rest = new ArrayList<>();
    for (String line = nextLine(); line != null; line = nextLine()) {
      rest.add(line);
    }
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("process " + process.pid() + " can't be killed");
    }
    return rest;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
