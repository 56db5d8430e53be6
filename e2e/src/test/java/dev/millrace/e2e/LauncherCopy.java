package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The launcher in a repository that has nothing to build, on a machine whose JDKs and Maven are
 * scripts that note what they were called for. It asks for a Java that does not exist yet, so that
 * it finds none of the real ones here, wherever they are.
 */
final class LauncherCopy {
  static final int NEEDED = 999;

  /** All that a launcher may call, but for a JDK and Maven. */
  private static final List<String> PROGRAMS =
      List.of(
          "find",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "tail",
          "touch",
          "uname");

  private final Path home;
  private final Path bin;
  private final Path root;
  private final Path noted;

  /** Everything below one folder. */
  LauncherCopy(Path folder) throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    bin = Files.createDirectories(folder.resolve("bin"));
    root = Files.createDirectories(folder.resolve("a repository"));
    noted = Files.createFile(folder.resolve("noted"));
    for (String name : PROGRAMS) {
      program(bin.resolve(name), "#!/bin/sh\nexec " + ofThisMachine(name) + " \"$@\"\n");
    }
    Files.createDirectories(sources());
    Files.writeString(source(), "class Main {}");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    String text = Files.readString(Millrace.REPOSITORY.resolve("millrace"));
    assertThat(text).containsOnlyOnce("\nneeded_java=25\n");
    program(launcher(), text.replace("\nneeded_java=25\n", "\nneeded_java=" + NEEDED + "\n"));
  }

  private static Path ofThisMachine(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no program " + name));
  }

  private static Path program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The repository. */
  Path root() {
    return root;
  }

  Path launcher() {
    return root.resolve("millrace");
  }

  Path sources() {
    return root.resolve("cli/src/main/java");
  }

  /** The one source file there is. */
  Path source() {
    return sources().resolve("Main.java");
  }

  Path target() {
    return root.resolve("cli/target");
  }

  private Path dist() {
    return target().resolve("dist");
  }

  Path jar() {
    return dist().resolve("millrace.jar");
  }

  /** Its age is the age of the build. */
  Path stamp() {
    return dist().resolve("built");
  }

  Path cache() {
    return dist().resolve("millrace.aot");
  }

  Path lock() {
    return target().resolve("build.lock");
  }

  /** The home folder of whoever calls the launcher. */
  Path home() {
    return home;
  }

  /** What the JDKs and Maven did, but for running Millrace. */
  List<String> noted() throws IOException {
    return Files.readAllLines(noted);
  }

  /** A JDK that is nowhere yet; it says how it runs Java instead of running it. */
  Path jdk(String name, int version) throws IOException {
    return jdk(root.resolveSibling(name), version);
  }

  /** A JDK in a folder. */
  Path jdk(Path folder, int version) throws IOException {
    String java =
        """
        #!/bin/sh
        for argument; do
          case $argument in
            -XX:AOTCacheOutput=*) : >"${argument#*=}"; echo "trained with JDK" >>'NOTED' ;;
          esac
        done
        echo "JDK runs $*"
        """;
    program(
        folder.resolve("bin/java"),
        java.replace("JDK", folder.getFileName().toString()).replace("NOTED", noted.toString()));
    program(folder.resolve("bin/javac"), "#!/bin/sh\n");
    program(
        folder.resolve("bin/jar"), "#!/bin/sh\nmkdir -p \"$3\" && : >\"$3/libsqlitejdbc.so\"\n");
    Files.writeString(
        folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
    return folder;
  }

  /** A Maven on the path whose builds succeed. */
  void maven() throws IOException {
    maven("");
  }

  /** A Maven on the path whose builds do something before they succeed. */
  void maven(String first) throws IOException {
    String mvn =
        """
        #!/bin/sh
        echo "built with ${JAVA_HOME##*/}" >>'NOTED'
        FIRST
        mkdir -p 'DIST/lib'
        : >'DIST/millrace.jar'
        : >'DIST/lib/sqlite-jdbc-1.jar'
        """;
    program(
        bin.resolve("mvn"),
        mvn.replace("NOTED", noted.toString())
            .replace("FIRST", first)
            .replace("DIST", dist().toString()));
  }

  /** Makes a program callable by its name alone. */
  void putOnPath(Path program) throws IOException {
    Files.createSymbolicLink(bin.resolve(program.getFileName()), program);
  }

  /** Sets the time of a file to a second after another's. */
  static void makeNewer(Path file, Path than) throws IOException {
    var time = Files.getLastModifiedTime(than).toInstant().plus(Duration.ofSeconds(1));
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  /** Runs the launcher to its end, with variables of the caller. */
  Millrace.End run(Map<String, String> caller, String... arguments) {
    return started(caller, arguments).end();
  }

  /** Starts the launcher. */
  Millrace.Started started(Map<String, String> caller, String... arguments) {
    var words = Stream.concat(Stream.of(launcher().toString()), Stream.of(arguments));
    return started(caller, root, words.toList());
  }

  /** Starts a command line in a folder. */
  Millrace.Started started(Map<String, String> caller, Path folder, List<String> words) {
    // A shell's background jobs ignore Ctrl-C, and so would what they start.
    var command = Stream.concat(Stream.of("env", "--default-signal=INT"), words.stream());
    var builder = new ProcessBuilder(command.toList());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(caller);
    return Millrace.Started.by(builder);
  }
}
