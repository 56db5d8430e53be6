package dev.millrace.engine.queue;

import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.engine.table.SortedTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The builds of one pipeline, or of one concurrency group, that have not ended. Each look-up and
 * each change takes O(log n).
 */
public final class BuildQueue {
  private final QueueId id;
  private final QueueHead head;
  private final SortedTable<BuildId, QueuedBuild> builds;
  private final SortedTable<Long, BuildId> line;
  private final SortedTable<LinePlace, BuildId> places;
  private final SortedTable<Long, BuildId> holders;

  private BuildQueue(
      QueueId id,
      QueueHead head,
      SortedTable<BuildId, QueuedBuild> builds,
      SortedTable<Long, BuildId> line,
      SortedTable<LinePlace, BuildId> places,
      SortedTable<Long, BuildId> holders) {
    this.id = id;
    this.head = head;
    this.builds = builds;
    this.line = line;
    this.places = places;
    this.holders = holders;
  }

  /** A queue nobody has come to. */
  public static BuildQueue empty(QueueId id) {
    return new BuildQueue(
        id,
        QueueHead.FIRST,
        SortedTable.empty(),
        SortedTable.empty(),
        SortedTable.empty(),
        SortedTable.empty());
  }

  /** The queue with these builds, as stored. */
  public static BuildQueue of(QueueId id, QueueHead head, Collection<QueuedBuild> builds) {
    BuildQueue queue = empty(id).with(head);
    for (QueuedBuild build : builds) {
      queue = queue.with(build);
    }
    return queue;
  }

  public QueueId id() {
    return id;
  }

  /** What the queue remembers besides its builds. */
  public QueueHead head() {
    return head;
  }

  /** All its builds by their ids, also as a difference to those of an earlier state. */
  public SortedTable<BuildId, QueuedBuild> builds() {
    return builds;
  }

  public Optional<QueuedBuild> find(BuildId build) {
    return builds.get(build);
  }

  /** Builds that hold a slot. */
  public int running() {
    return holders.size();
  }

  /** The builds that hold a slot, in the order in which they came. */
  List<BuildId> holders() {
    return holders.values();
  }

  /** Of the builds that hold a slot, the one that came first. */
  Optional<BuildId> firstHolder() {
    return holders.first().map(Map.Entry::getValue);
  }

  /** Builds that wait for a slot. */
  public int waiting() {
    return line.size();
  }

  /** Builds that have not ended. */
  public int unfinished() {
    return builds.size();
  }

  /** How many builds are let in before this one. */
  int ahead(QueuedBuild waiting) {
    return line.rankOf(waiting.ticket());
  }

  /** The build to be let in next. */
  Optional<QueuedBuild> next() {
    return line.first().map(Map.Entry::getValue).flatMap(builds::get);
  }

  /** Of one pipeline, the build that waits for longest. */
  Optional<QueuedBuild> oldestOf(PipelineId pipeline) {
    return places
        .firstFrom(new LinePlace(pipeline, 0))
        .filter(place -> place.getKey().pipeline().equals(pipeline))
        .flatMap(place -> builds.get(place.getValue()));
  }

  /** Builds of one pipeline that wait. */
  int waitingOf(PipelineId pipeline) {
    return places.rankOf(new LinePlace(pipeline, Long.MAX_VALUE))
        - places.rankOf(new LinePlace(pipeline, 0));
  }

  BuildQueue with(QueueHead next) {
    return next.equals(head) ? this : new BuildQueue(id, next, builds, line, places, holders);
  }

  /** With another state of a build, or with one more. */
  BuildQueue with(QueuedBuild build) {
    BuildQueue others = takeOut(build.build());
    boolean waits = build.standing() == Standing.WAITING;
    return new BuildQueue(
        id,
        head,
        builds.with(build.build(), build),
        waits ? others.line.with(build.ticket(), build.build()) : others.line,
        waits ? others.places.with(placeOf(build), build.build()) : others.places,
        build.standing() == Standing.RUNNING
            ? others.holders.with(build.ticket(), build.build())
            : others.holders);
  }

  BuildQueue without(BuildId build) {
    BuildQueue others = takeOut(build);
    return new BuildQueue(
        id, head, builds.without(build), others.line, others.places, others.holders);
  }

  /** Neither in line nor holding a slot. */
  private BuildQueue takeOut(BuildId id) {
    Optional<QueuedBuild> found = builds.get(id);
    if (found.isEmpty()) {
      return this;
    }
    QueuedBuild build = found.get();
    return switch (build.standing()) {
      case WAITING ->
          new BuildQueue(
              this.id,
              head,
              builds,
              line.without(build.ticket()),
              places.without(placeOf(build)),
              holders);
      case RUNNING ->
          new BuildQueue(this.id, head, builds, line, places, holders.without(build.ticket()));
      case PARKED -> this;
    };
  }

  private static LinePlace placeOf(QueuedBuild build) {
    return new LinePlace(build.pipeline(), build.ticket());
  }

  @Override
  public String toString() {
    return id + " " + head + " " + builds;
  }
}
