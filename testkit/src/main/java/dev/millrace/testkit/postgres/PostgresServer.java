package dev.millrace.testkit.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server that stops when it is closed and when this process ends, also by a kill: a
 * shell holds it that reads what this process writes, and cleans up at the end of that. Databases
 * are ordered by a language, not by bytes. Safe from any thread, but for {@link #crash}, {@link
 * #start} and {@link #close}.
 *
 * <p>The JDBC driver is to be on the class path of whoever uses it.
 */
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "millrace";

  /** Somebody else may take the port before the server does. */
  private static final int PORT_TRIES = 5;

  private static final int STOP_SECONDS = 30;

  private final Path folder;
  private final Process shell;
  private final Writer wishes;
  private final BufferedReader answers;
  private final String password;
  private final AtomicInteger databases = new AtomicInteger();
  private int port;

  private static final class Shared {
    private static final PostgresServer SERVER = open(false);
  }

  /** The one of this process, for tests that need no more than a database of their own. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /**
   * Makes a server with nothing in it and starts it; takes a second or two.
   *
   * @param flushes whether what is committed outlives a machine that loses power; costs time
   * @throws IllegalStateException if PostgreSQL is not installed, or can't be started
   */
  public static PostgresServer open(boolean flushes) {
    try {
      return new PostgresServer(flushes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private PostgresServer(boolean flushes) throws IOException {
    Path programs = PostgresPrograms.find();
    folder = Files.createTempDirectory("millrace-postgres");
    password = UUID.randomUUID().toString();
    List<String> command = new ArrayList<>();
    if (isRoot(folder)) {
      // PostgreSQL refuses to run as root; Debian's package brings this user.
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
    command.addAll(
        List.of(
            "sh",
            "-c",
            script(),
            "serve",
            folder.toString(),
            programs.toString(),
            password,
            flushes ? "on" : "off"));
    shell =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    wishes = shell.outputWriter(StandardCharsets.UTF_8);
    answers = shell.inputReader(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    require("ready", answer());
    start();
  }

  private static boolean isRoot(Path own) throws IOException {
    return Files.getOwner(own).getName().equals("root");
  }

  private static String script() throws IOException {
    try (InputStream in = PostgresServer.class.getResourceAsStream("serve.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    return line == null ? "nothing" : line;
  }

  private static void require(String wanted, String answer) {
    if (!answer.equals(wanted)) {
      throw new IllegalStateException("PostgreSQL is not " + wanted + " but answers: " + answer);
    }
  }

  /** Starts what {@link #crash} stopped, on the same port where that is free. */
  public void start() {
    try {
      String answer = "no port yet";
      for (int tries = 0; tries < PORT_TRIES && !answer.equals("started"); tries++) {
        if (port == 0 || tries > 0) {
          port = freePort();
        }
        answer = tell("start " + port);
      }
      require("started", answer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String tell(String wish) throws IOException {
    wishes.write(wish + "\n");
    wishes.flush();
    return answer();
  }

  /** Stops it at once, as if it had been killed; what was committed is read from the log later. */
  public void crash() {
    try {
      require("crashed", tell("crash"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Of the server itself, not of the shell that holds it. */
  public long processId() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A new database with nothing in it; its name. */
  public String newDatabase() {
    return newDatabase("template0");
  }

  /** A new database with what is in another, to which nobody may be connected; its name. */
  public String newDatabase(String template) {
    String name = "d" + databases.incrementAndGet();
    run("create database " + name + " template " + template);
    return name;
  }

  /** Ends all connections to a database and removes it. */
  public void drop(String database) {
    run("drop database if exists " + database + " with (force)");
  }

  /** Runs one statement beside all databases, as an administrator would. */
  public void run(String sql) {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure.getMessage() + ": " + sql, failure);
    }
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String password() {
    return password;
  }

  /** Stops it and removes all it had. May be called twice. */
  @Override
  public void close() {
    try {
      wishes.close();
    } catch (IOException _) {
      // The shell has ended by itself; there is nothing to tell it.
    }
    try {
      var _ = shell.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
