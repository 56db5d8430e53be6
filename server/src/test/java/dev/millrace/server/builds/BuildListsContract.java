package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.server.builds.BuildFilter.Numbers;
import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link BuildStore} promises about lists and remarks. */
public interface BuildListsContract {
  /** A store with nothing in it. */
  BuildStore emptyStore();

  /** The same store after its process has gone and come again; itself where nothing outlives. */
  BuildStore reopened(BuildStore store);

  @Test
  default void a_list_shows_whose_a_build_is_and_who_began_it() {
    BuildStore store = emptyStore();
    ListedBuild.commit(store, List.of(ListedBuild.of("b-1").remark("first")));

    BuildStore after = reopened(store);
    BuildSummary seen = after.summary(new BuildId("b-1")).orElseThrow();

    assertThat(seen.facts())
        .isEqualTo(
            new BuildFacts(
                Optional.of(new ProjectId("demo")),
                Optional.of(new PipelineId("p-1")),
                OptionalInt.of(7),
                Optional.of("ann"),
                Optional.of(TriggerKind.MANUAL)));
    assertThat(seen.remark()).isEqualTo("first");
    assertThat(after.summary(new BuildId("other"))).isEmpty();
  }

  @Test
  default void lists_are_newest_first_and_paged_without_gaps() {
    BuildStore store = emptyStore();
    for (int n = 0; n < 10; n++) {
      // Two at each moment, so that a page can end between equals.
      store.commit(BuildCommit.ofNew(Samples.queued("b-" + n, Samples.NOW.plusSeconds(n / 2))));
    }

    List<BuildSummary> seen = all(store, BuildFilter.ALL, 3);

    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo(Comparator.comparing(BuildSummary::position).reversed());
  }

  @Test
  default void builds_are_found_by_the_name_of_their_pipeline() {
    BuildStore store = emptyStore();
    store.commit(BuildCommit.ofNew(Samples.queued("b-1")));

    assertThat(all(store, ofName("sample"), 10)).hasSize(1);
    assertThat(all(store, ofName("other"), 10)).isEmpty();
    assertThat(store.highestNumber("sample")).isEqualTo(1);
    assertThat(store.highestNumber("other")).isZero();
  }

  private static BuildFilter ofName(String name) {
    return new BuildFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(name),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  default void any_mixture_of_filters_finds_what_it_admits_and_nothing_else() {
    BuildStore store = emptyStore();
    List<BuildStatus> statuses = List.of(BuildStatus.values());
    List<TriggerKind> kinds = List.of(TriggerKind.values());
    List<ListedBuild> stored = new ArrayList<>();
    for (int n = 0; n < 120; n++) {
      stored.add(
          ListedBuild.of("b-" + n)
              .in("project-" + n % 2, "p-" + n % 4)
              .number(n / 4 + 1)
              .by(n % 3 == 0 ? "ann" : "bob", kinds.get(n % 5))
              .status(statuses.get(n % statuses.size()))
              .seconds(n / 3)
              .remark(n % 6 == 0 ? "Remark %" + n : ""));
    }
    ListedBuild.commit(store, stored);
    List<BuildSummary> everything = all(store, BuildFilter.ALL, 100);
    assertThat(everything).hasSize(120);

    Seeds.forEach(
        200,
        random -> {
          BuildFilter filter = filter(random);

          assertThat(all(store, filter, 1 + random.nextInt(20)))
              .as(filter.toString())
              .containsExactlyElementsOf(everything.stream().filter(filter::admits).toList());
        });
  }

  private static BuildFilter filter(RandomGenerator random) {
    Optional<PipelineId> pipeline = some(random, new PipelineId("p-" + random.nextInt(5)));
    int first = 1 + random.nextInt(30);
    int last = random.nextInt(4) == 0 ? 100_000 : first + random.nextInt(10);
    List<BuildStatus> statuses = new ArrayList<>(List.of(BuildStatus.values()));
    statuses.removeIf(_ -> random.nextInt(3) > 0);
    return new BuildFilter(
        some(random, new ProjectId("project-" + random.nextInt(3))),
        pipeline,
        random.nextInt(8) == 0 ? Optional.of("sample") : Optional.empty(),
        random.nextBoolean() ? Set.of() : Set.copyOf(statuses),
        random.nextInt(3) == 0 ? Optional.of("ann") : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(TriggerKind.REMOTE) : Optional.empty(),
        pipeline.flatMap(_ -> some(random, new Numbers(first, last))),
        random.nextInt(3) == 0
            ? Optional.of(random.nextBoolean() ? "rEM" : "%1")
            : Optional.empty(),
        random.nextInt(4) == 0
            ? Optional.of(Samples.NOW.plusSeconds(random.nextInt(40)))
            : Optional.empty(),
        random.nextInt(4) == 0
            ? Optional.of(Samples.NOW.plusSeconds(random.nextInt(45)))
            : Optional.empty());
  }

  private static <T> Optional<T> some(RandomGenerator random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  /** All pages of a list. */
  private static List<BuildSummary> all(BuildStore store, BuildFilter filter, int limit) {
    List<BuildSummary> seen = new ArrayList<>();
    Optional<BuildQuery> query = Optional.of(BuildQuery.newest(filter, limit));
    while (query.isPresent()) {
      BuildPage page = store.list(query.get());
      assertThat(page.builds().size()).isLessThanOrEqualTo(limit);
      seen.addAll(page.builds());
      query = page.next().map(query.get()::behind);
    }
    return seen;
  }

  @Test
  default void numbers_need_a_pipeline() {
    assertThatThrownBy(() ->
            new BuildFilter(
                Optional.of(new ProjectId("demo")),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Numbers.only(3)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .hasMessage("numbers of builds mean nothing without a pipeline");
  }

  @Test
  default void of_some_versions_those_are_known_that_builds_are_of() {
    BuildStore store = emptyStore();
    ListedBuild.commit(
        store,
        List.of(
            ListedBuild.of("b-1").status(BuildStatus.RUNNING),
            ListedBuild.of("b-2").version(8).number(2).status(BuildStatus.SUCCEED),
            ListedBuild.of("b-3").version(9).number(3).status(BuildStatus.FAILED),
            ListedBuild.of("c-1").version(6).in("demo", "p-2").status(BuildStatus.SUCCEED)));
    BuildStore after = reopened(store);

    assertThat(after.versionsIn(new PipelineId("p-1"), Set.of(6, 7, 8))).containsOnly(7, 8);
    assertThat(after.versionsIn(new PipelineId("p-2"), Set.of(6, 7, 8))).containsOnly(6);
    assertThat(after.versionsIn(new PipelineId("p-3"), Set.of(6))).isEmpty();
    assertThat(after.versionsIn(new PipelineId("p-1"), Set.of())).isEmpty();
  }

  @Test
  default void pipelines_are_shown_with_their_last_build_and_how_many_live() {
    BuildStore store = emptyStore();
    ListedBuild.commit(
        store,
        List.of(
            ListedBuild.of("b-1").status(BuildStatus.RUNNING),
            ListedBuild.of("b-2").number(2).seconds(1).status(BuildStatus.PAUSE),
            ListedBuild.of("b-3").number(3).seconds(2).status(BuildStatus.FAILED),
            ListedBuild.of("c-1").in("demo", "p-2").status(BuildStatus.SUCCEED)));
    var asked = Set.of(new PipelineId("p-1"), new PipelineId("p-2"), new PipelineId("p-3"));

    Map<PipelineId, PipelineActivity> seen = store.activity(asked);

    assertThat(seen).containsOnlyKeys(asked);
    assertThat(seen.get(new PipelineId("p-1")))
        .isEqualTo(new PipelineActivity(store.summary(new BuildId("b-3")), 2));
    assertThat(seen.get(new PipelineId("p-2")))
        .isEqualTo(new PipelineActivity(store.summary(new BuildId("c-1")), 0));
    assertThat(seen.get(new PipelineId("p-3"))).isEqualTo(PipelineActivity.NONE);
    assertThat(store.activity(Set.of())).isEmpty();
  }

  @Test
  default void a_remark_is_kept() {
    BuildStore store = emptyStore();
    ListedBuild.commit(store, List.of(ListedBuild.of("b-1")));
    var id = new BuildId("b-1");

    assertThat(store.remark(id, "good")).isTrue();
    assertThat(reopened(store).summary(id).orElseThrow().remark()).isEqualTo("good");
  }

  @Test
  default void a_remark_is_replaced_or_taken_away_by_whoever_comes_last() {
    BuildStore store = emptyStore();
    Build first = ListedBuild.of("b-1").build();
    store.commit(BuildCommit.ofNew(first));
    store.remark(first.id(), "by a person");

    Build second = with(first, "branch", "other");
    store.commit(step(first, second, 1));
    assertThat(remark(store, first)).isEqualTo("by a person");

    Build third = with(second, Remarks.VARIABLE, "by a task");
    store.commit(step(second, third, 2));
    assertThat(remark(store, first)).isEqualTo("by a task");

    store.remark(first.id(), "");
    assertThat(remark(store, first)).isEmpty();
    assertThat(store.load(first.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  default void a_remark_may_be_so_long_and_needs_a_build() {
    BuildStore store = emptyStore();
    ListedBuild.commit(store, List.of(ListedBuild.of("b-1")));
    var id = new BuildId("b-1");

    store.remark(id, "x".repeat(Remarks.MAX_LENGTH));

    assertThatThrownBy(() -> store.remark(id, "x".repeat(Remarks.MAX_LENGTH + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.remark(new BuildId("other"), "x")).isFalse();
    assertThat(store.summary(id).orElseThrow().remark()).hasSize(Remarks.MAX_LENGTH);
  }

  private static String remark(BuildStore store, Build build) {
    return store.summary(build.id()).orElseThrow().remark();
  }

  private static BuildCommit step(Build before, Build after, long version) {
    return new BuildCommit(
        Optional.of(before), after, version, Set.of(), List.of(), List.of(), List.of());
  }

  private static Build with(Build build, String name, String value) {
    var variables = new LinkedHashMap<String, VariableValue>(build.variables());
    variables.put(name, VariableValue.plain(value));
    return build.withVariables(variables);
  }
}
