package dev.millrace.server.builds.memory;

import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.RecordedEffect;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Builds in a map; a step of one build is atomic by the map's own lock. */
public final class MemoryBuildStore implements BuildStore, ArbiterStore {
  private static final Comparator<Build> OLDEST_FIRST =
      Comparator.comparing(Build::createdAt).thenComparing(Build::id);

  private final ConcurrentMap<BuildId, StoredBuild> builds = new ConcurrentHashMap<>();
  private final MemoryArbiters arbiters = new MemoryArbiters();

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return Optional.ofNullable(builds.get(id));
  }

  @Override
  public List<BuildId> unfinished() {
    return builds.values().stream()
        .filter(stored -> !stored.build().status().isFinished() || !stored.effects().isEmpty())
        .map(StoredBuild::build)
        .sorted(OLDEST_FIRST)
        .map(Build::id)
        .toList();
  }

  @Override
  public void commit(BuildCommit commit) {
    BuildId id = commit.after().id();
    builds.compute(
        id,
        (_, stored) -> {
          long version = stored == null ? 0 : stored.version();
          if (version != commit.expectedVersion()) {
            throw new StaleVersion(id, commit.expectedVersion());
          }
          return new StoredBuild(
              commit.after(),
              commit.version(),
              timers(stored == null ? List.of() : stored.timers(), commit),
              effects(stored == null ? List.of() : stored.effects(), commit));
        });
  }

  @Override
  public void commit(JointCommit commit) {
    arbiters.commit(commit.arbiters(), () -> commit.build().ifPresent(this::commit));
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return arbiters.load(id);
  }

  @Override
  public List<String> busy(String kind) {
    return arbiters.busy(kind);
  }

  @Override
  public void forget(ArbiterId id, List<EffectKey> delivered) {
    arbiters.forget(id, delivered);
  }

  private static List<SetTimer> timers(List<SetTimer> old, BuildCommit commit) {
    List<SetTimer> timers = new ArrayList<>(old);
    timers.removeIf(timer -> commit.timersCleared().contains(timer.key()));
    for (SetTimer set : commit.timersSet()) {
      timers.removeIf(timer -> timer.key().equals(set.key()));
      timers.add(set);
    }
    timers.sort(Comparator.comparing(SetTimer::due).thenComparing(SetTimer::key));
    return timers;
  }

  private static List<RecordedEffect> effects(List<RecordedEffect> old, BuildCommit commit) {
    List<RecordedEffect> effects = new ArrayList<>(old);
    effects.removeIf(effect -> commit.settled().contains(effect.key()));
    effects.addAll(commit.effects());
    return effects;
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    builds.computeIfPresent(
        build,
        (_, stored) ->
            new StoredBuild(
                stored.build(),
                stored.version(),
                stored.timers(),
                stored.effects().stream()
                    .filter(effect -> !performed.contains(effect.key()))
                    .toList()));
  }

  @Override
  public List<BuildSummary> list(BuildQuery query) {
    return builds.values().stream()
        .map(StoredBuild::build)
        .filter(build -> query.pipelineName().map(build.pipeline().name()::equals).orElse(true))
        .filter(build -> query.after().map(last -> isOlder(build, last)).orElse(true))
        .sorted(OLDEST_FIRST.reversed())
        .limit(query.limit())
        .map(MemoryBuildStore::summary)
        .toList();
  }

  private static boolean isOlder(Build build, BuildQuery.Position last) {
    int byTime = build.createdAt().compareTo(last.createdAt());
    return byTime < 0 || (byTime == 0 && build.id().compareTo(last.id()) < 0);
  }

  private static BuildSummary summary(Build build) {
    return new BuildSummary(
        build.id(),
        build.number(),
        build.pipeline().name(),
        build.attempt(),
        build.status(),
        build.createdAt(),
        build.startedAt(),
        build.endedAt());
  }

  @Override
  public long highestNumber(String pipelineName) {
    return builds.values().stream()
        .map(StoredBuild::build)
        .filter(build -> build.pipeline().name().equals(pipelineName))
        .mapToLong(Build::number)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {}
}
