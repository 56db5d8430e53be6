package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.server.builds.BuildFilter;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.database.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The statements of one lane of a list: builds that lie together in an index in the order of the
 * list, of which those that are wanted are picked, looking at a bounded number. Put together of a
 * few fixed pieces, so that each kind of filter finds its index.
 */
final class ListSql {
  /** More numbers than this are looked for along the builds of the pipeline, not by an index. */
  static final int MAX_NUMBERS = 1_000;

  static final String COLUMNS =
      """
      id, number, pipeline_name, attempt, status, created_at_ns, started_at_ns, ended_at_ns, \
      project_id, pipeline_id, pipeline_version, started_by, trigger_kind, remark\
      """;

  private static final String NEWEST_FIRST = " order by created_at_ns desc, id desc";

  private final BuildFilter filter;
  private final Index index;
  private final int limit;

  /** Where an index leads. */
  private final Conditions along = new Conditions();

  /** What is looked at there. */
  private final Conditions picked = new Conditions();

  /** Which part of the list. */
  private final Conditions part = new Conditions();

  /** A statement and what is bound to it. */
  record Statement(String sql, List<Object> arguments) {
    Statement {
      arguments = List.copyOf(arguments);
    }

    Object[] bound() {
      return arguments.toArray();
    }
  }

  /** What leads to the builds. */
  private enum Index {
    NUMBER,
    REMARK,
    STARTER,
    STATUS,
    PIPELINE,
    PROJECT,
    NAME,
    NONE;

    /** The one that leads past the fewest builds nobody wants. */
    static Index of(BuildFilter filter) {
      boolean inProject = filter.project().isPresent();
      if (filter.numbers().filter(wanted -> wanted.count() <= MAX_NUMBERS).isPresent()) {
        return NUMBER;
      } else if (inProject && filter.remark().isPresent()) {
        return REMARK;
      } else if (filter.startedBy().isPresent()) {
        return STARTER;
      } else if ((inProject || filter.pipeline().isPresent()) && !filter.statuses().isEmpty()) {
        return STATUS;
      } else if (filter.pipeline().isPresent()) {
        return PIPELINE;
      } else if (inProject) {
        return PROJECT;
      }
      return filter.pipelineName().isPresent() ? NAME : NONE;
    }

    /** Whether its builds are those of one pipeline. */
    boolean isOfPipeline(BuildFilter filter) {
      return switch (this) {
        case NUMBER, PIPELINE -> true;
        case STATUS -> filter.pipeline().isPresent();
        case REMARK, STARTER, PROJECT, NAME, NONE -> false;
      };
    }

    boolean isOfProject(BuildFilter filter) {
      return switch (this) {
        case REMARK, PROJECT -> true;
        case STATUS -> filter.pipeline().isEmpty();
        case NUMBER, STARTER, PIPELINE, NAME, NONE -> false;
      };
    }

    /** The order of the list, of which the status of a lane is a part that does not vary. */
    String order() {
      return switch (this) {
        case NUMBER -> " order by number desc";
        case STATUS -> " order by status desc, created_at_ns desc, id desc";
        case REMARK, STARTER, PIPELINE, PROJECT, NAME, NONE -> NEWEST_FIRST;
      };
    }
  }

  /**
   * The lanes of a list; each is read for itself, and the list is all of them merged. There is one
   * for each wanted status, since the few builds that run may lie far apart among those that have
   * ended.
   */
  static List<ListSql> lanes(BuildQuery query) {
    BuildFilter filter = query.filter();
    Index index = Index.of(filter);
    return index == Index.STATUS
        ? filter.statuses().stream()
            .sorted()
            .map(status -> new ListSql(query, index, List.of(status)))
            .toList()
        : List.of(new ListSql(query, index, filter.statuses().stream().sorted().toList()));
  }

  private ListSql(BuildQuery query, Index index, List<BuildStatus> statuses) {
    this.filter = query.filter();
    this.index = index;
    this.limit = query.limit();
    filter
        .pipeline()
        .ifPresent(id -> to(index.isOfPipeline(filter)).add("pipeline_id = ?", id.value()));
    filter
        .project()
        .ifPresent(id -> to(index.isOfProject(filter)).add("project_id = ?", id.value()));
    filter.pipelineName().ifPresent(name -> to(index == Index.NAME).add("pipeline_name = ?", name));
    filter.startedBy().ifPresent(user -> to(index == Index.STARTER).add("started_by = ?", user));
    filter
        .numbers()
        .ifPresent(wanted ->
            to(index == Index.NUMBER).add("number between ? and ?", wanted.first(), wanted.last()));
    filter.trigger().ifPresent(kind -> picked.add("trigger_kind = ?", kind.name()));
    if (index == Index.REMARK) {
      along.add("remark <> ''");
    }
    filter.remark().ifPresent(text -> picked.add("lower(remark) like ? escape '!'", within(text)));
    if (!statuses.isEmpty() && index != Index.STATUS) {
      picked.add(
          "status in (" + String.join(", ", Collections.nCopies(statuses.size(), "?")) + ")",
          statuses.stream().map(BuildStatus::name).toArray());
    }
    // The last build of the page before, and the end of the time, are both what the list is behind.
    long until = filter.until().map(Rows::nanos).orElse(Long.MAX_VALUE);
    long after = query.after().map(last -> Rows.nanos(last.createdAt())).orElse(Long.MAX_VALUE);
    long before = Math.min(until, after);
    String id = query.after().filter(_ -> after < until).map(last -> last.id().value()).orElse("");
    long from = filter.from().map(Rows::nanos).orElse(Long.MIN_VALUE);
    if (index == Index.STATUS) {
      // Said so that no index without the status seems good enough: nobody counts statuses ahead.
      String status = statuses.getFirst().name();
      part.add("(status, created_at_ns, id) < (?, ?, ?)", status, before, id);
      part.add("(status, created_at_ns) >= (?, ?)", status, from);
    } else {
      part.add("(created_at_ns, id) < (?, ?)", before, id);
      part.add("created_at_ns >= ?", from);
    }
  }

  private Conditions to(boolean leads) {
    return leads ? along : picked;
  }

  private static String within(String text) {
    return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }

  /**
   * The builds that are wanted, at most as many as a page has. What is looked at keeps the order in
   * which it was, that of the list; told to order it again, a database would look at all first.
   * Only by number it is another, of so few that they are put in order.
   */
  Statement page() {
    List<Object> arguments = new ArrayList<>(looked().arguments());
    arguments.addAll(picked.arguments);
    arguments.add(limit);
    return new Statement(
        "select * from ("
            + looked().sql()
            + ") as looked_at"
            + picked.where()
            + (index == Index.NUMBER ? NEWEST_FIRST : "")
            + " limit ?",
        arguments);
  }

  private Statement looked() {
    Conditions all = Conditions.all(along, part);
    List<Object> arguments = new ArrayList<>(all.arguments);
    arguments.add(mayBeShort() ? BuildQuery.MAX_LOOKED_AT : limit);
    return new Statement(
        "select " + COLUMNS + " from build" + all.where() + index.order() + " limit ?", arguments);
  }

  /** Whether there may be more though the page is not full. */
  boolean mayBeShort() {
    return index == Index.NUMBER || !picked.terms.isEmpty();
  }

  /** The place of the last that was looked at for a page that is not full, if the lane goes on. */
  Statement lastLookedAt() {
    Conditions all = Conditions.all(along, part);
    List<Object> arguments = new ArrayList<>(all.arguments);
    arguments.add(BuildQuery.MAX_LOOKED_AT - 1);
    return new Statement(
        "select created_at_ns, id from build" + all.where() + index.order() + " limit 1 offset ?",
        arguments);
  }

  /** Terms and what is bound to them. */
  private static final class Conditions {
    private final List<String> terms = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    static Conditions all(Conditions... some) {
      var all = new Conditions();
      for (Conditions one : some) {
        all.terms.addAll(one.terms);
        all.arguments.addAll(one.arguments);
      }
      return all;
    }

    void add(String term, Object... bound) {
      terms.add(term);
      arguments.addAll(Arrays.asList(bound));
    }

    String where() {
      return terms.isEmpty() ? "" : " where " + String.join(" and ", terms);
    }
  }
}
