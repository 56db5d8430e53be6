package dev.millrace.server.database;

import java.util.List;

/**
 * The scripts that make the tables, each a version later than the one before.
 *
 * @param folder on the class path, with a folder {@code all} and one for each database
 * @param scripts below it, in the order of their versions, which are 1, 2, 3, …
 */
public record Migrations(String folder, List<String> scripts) {
  /** The tables of this release; scripts in {@code all} are for every database. */
  public static final Migrations NEWEST =
      new Migrations(
          "dev/millrace/server/database/schema/",
          List.of(
              "all/V1__builds.sql",
              "all/V2__control_layer.sql",
              "all/V3__queues.sql",
              "all/V4__reviews.sql",
              "all/V5__access.sql",
              "all/V6__pipelines.sql",
              "all/V7__build_lists.sql",
              "all/V8__http.sql"));

  public Migrations {
    scripts = List.copyOf(scripts);
  }

  /** The version after all of them. */
  public int version() {
    return scripts.size();
  }

  /** What is wrong with tables of a version behind all of these. */
  public String tooNew(int version) {
    return "its tables are of version " + version + ", this release knows up to " + version();
  }
}
