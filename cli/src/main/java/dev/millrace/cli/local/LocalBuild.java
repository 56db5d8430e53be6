package dev.millrace.cli.local;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.why.Surroundings;
import dev.millrace.server.LocalPlatform;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.mutexes.Mutexes;
import dev.millrace.server.builds.sql.SqlStoredRecords;
import dev.millrace.server.builds.sql.StoredRecords;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * One build's folder.
 *
 * @param number counts the builds of the state folder, from 1
 */
public record LocalBuild(long number, Path folder) {
  private static final String ABOUT = "about.properties";

  /**
   * What a list shows; kept beside the database, which takes longer to open.
   *
   * @param file the pipeline's, absolute
   * @param sources the folder that was {@code checkout: self}
   * @param status empty while it runs, and forever if its process was killed
   */
  public record About(
      String pipeline,
      Path file,
      Path sources,
      Instant startedAt,
      Optional<BuildStatus> status,
      Optional<Instant> endedAt) {
    /** The same, over. */
    public About ended(BuildStatus how, Instant when) {
      return new About(pipeline, file, sources, startedAt, Optional.of(how), Optional.of(when));
    }

    /** The same, running again. */
    public About again() {
      return new About(pipeline, file, sources, startedAt, Optional.empty(), Optional.empty());
    }
  }

  /** Its name in the engine. */
  public BuildId id() {
    return new BuildId("local-" + number);
  }

  /** Where its jobs work. */
  public Path workspaces() {
    return folder.resolve("workspace");
  }

  /** Where its logs are. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Whether a process has it open now. */
  public boolean isLive() {
    return LocalPlatform.isOpen(folder);
  }

  /** Its state, also while it runs; empty if the build was not accepted (yet). */
  public Optional<Build> load() {
    return read(records -> records.load(id())).map(StoredBuild::build);
  }

  /**
   * A build, and what is known around it.
   *
   * @param around its timers, and the mutexes it waits for
   */
  public record Known(Build build, Surroundings around) {}

  /** The same, with what is known around it. */
  public Optional<Known> known() {
    return read(records ->
        records
            .load(id())
            .map(stored ->
                new Known(
                    stored.build(),
                    Surroundings.of(stored.timers())
                        .with(Mutexes.awaited(records, stored.build())))));
  }

  private <T> Optional<T> read(Function<StoredRecords, Optional<T>> question) {
    return SqliteDatabase.openToRead(folder.resolve("millrace.db"))
        .map(SqlStoredRecords::new)
        .flatMap(records -> {
          try (records) {
            return question.apply(records);
          }
        });
  }

  /** What is known about it; empty if its process was killed in its first moments. */
  public Optional<About> about() {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve(ABOUT), StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(folder + " can't be read", failure);
    }
    return Optional.of(
        new About(
            properties.getProperty("pipeline", ""),
            Path.of(properties.getProperty("file", "")),
            Path.of(properties.getProperty("sources", "")),
            Instant.parse(properties.getProperty("startedAt", Instant.EPOCH.toString())),
            Optional.ofNullable(properties.getProperty("status")).map(BuildStatus::valueOf),
            Optional.ofNullable(properties.getProperty("endedAt")).map(Instant::parse)));
  }

  /** Writes what is known about it; a crash leaves the old or the new. */
  public void write(About about) {
    var properties = new Properties();
    properties.setProperty("pipeline", about.pipeline());
    properties.setProperty("file", about.file().toString());
    properties.setProperty("sources", about.sources().toString());
    properties.setProperty("startedAt", about.startedAt().toString());
    about.status().ifPresent(status -> properties.setProperty("status", status.name()));
    about.endedAt().ifPresent(ended -> properties.setProperty("endedAt", ended.toString()));
    try {
      Path next = folder.resolve(ABOUT + ".new");
      try (var out = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
        properties.store(out, null);
      }
      Files.move(next, folder.resolve(ABOUT), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(folder + " can't be written", failure);
    }
  }
}
