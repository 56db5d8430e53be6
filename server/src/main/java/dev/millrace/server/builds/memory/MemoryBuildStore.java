package dev.millrace.server.builds.memory;

import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildFilter;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.RecordedEffect;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** Builds in a map; a step of one build is atomic by the map's own lock. */
public final class MemoryBuildStore implements BuildStore, ArbiterStore {
  private static final Comparator<Build> OLDEST_FIRST =
      Comparator.comparing(Build::createdAt).thenComparing(Build::id);

  private static final Comparator<EarlierExecution> LATEST_FIRST =
      Comparator.comparingInt(EarlierExecution::attempt)
          .thenComparingInt(EarlierExecution::retry)
          .reversed();
  private static final Comparator<BuildSummary> NEWEST_FIRST =
      Comparator.comparing(BuildSummary::position).reversed();

  private final ConcurrentMap<BuildId, StoredBuild> builds = new ConcurrentHashMap<>();
  private final ConcurrentMap<BuildId, List<EarlierExecution>> earlier = new ConcurrentHashMap<>();
  private final ConcurrentMap<BuildId, String> remarks = new ConcurrentHashMap<>();
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
          List<EarlierExecution> replaced = EarlierExecution.replacedBy(commit);
          if (!replaced.isEmpty()) {
            earlier.merge(id, replaced, MemoryBuildStore::joined);
          }
          Remarks.putBy(commit).ifPresent(text -> remarks.put(id, text));
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
  public BuildPage list(BuildQuery query) {
    List<BuildSummary> found =
        builds.values().stream()
            .map(this::summary)
            .filter(query.filter()::admits)
            .filter(one -> query.after().map(last -> isBehind(one, last)).orElse(true))
            .sorted(NEWEST_FIRST)
            .limit(query.limit() + 1L)
            .toList();
    if (found.size() <= query.limit()) {
      return new BuildPage(found, Optional.empty());
    }
    List<BuildSummary> page = found.subList(0, query.limit());
    return new BuildPage(page, Optional.of(page.getLast().position()));
  }

  private static boolean isBehind(BuildSummary build, BuildQuery.Position last) {
    return build.position().compareTo(last) < 0;
  }

  private BuildSummary summary(StoredBuild stored) {
    Build build = stored.build();
    return BuildSummary.of(build, remarks.getOrDefault(build.id(), ""));
  }

  @Override
  public Optional<BuildSummary> summary(BuildId id) {
    return load(id).map(this::summary);
  }

  @Override
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return pipelines.stream().collect(Collectors.toMap(id -> id, this::activity));
  }

  @Override
  public Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions) {
    return builds.values().stream()
        .map(this::summary)
        .filter(BuildFilter.of(pipeline)::admits)
        .flatMapToInt(build -> build.facts().version().stream())
        .boxed()
        .filter(versions::contains)
        .collect(Collectors.toSet());
  }

  private PipelineActivity activity(PipelineId pipeline) {
    List<BuildSummary> all =
        builds.values().stream()
            .map(this::summary)
            .filter(BuildFilter.of(pipeline)::admits)
            .sorted(NEWEST_FIRST)
            .toList();
    long live = all.stream().filter(build -> !build.status().isFinished()).count();
    return new PipelineActivity(all.stream().findFirst(), Math.toIntExact(live));
  }

  @Override
  public List<EarlierExecution> earlier(BuildId id) {
    return earlier.getOrDefault(id, List.of()).stream()
        .sorted(LATEST_FIRST)
        .limit(EarlierExecution.MAX_SHOWN)
        .toList();
  }

  private static List<EarlierExecution> joined(
      List<EarlierExecution> some, List<EarlierExecution> more) {
    List<EarlierExecution> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  @Override
  public boolean remark(BuildId build, String text) {
    boolean known = builds.containsKey(build);
    if (known) {
      remarks.put(build, Remarks.checked(text));
    }
    return known;
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
