package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.builds.BuildFilter;
import dev.millrace.server.builds.BuildFilter.Numbers;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of many builds is found by an index, whatever is asked for. */
class ListIndexTest {
  private static final int BUILDS = 200_000;
  private static final String SORTS = "USE TEMP B-TREE";

  private static Database database;

  /** Of ten pipelines in two projects; the last of each thousand runs. */
  private static final String MANY =
      """
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000)
      insert into build (id, version, number, pipeline_name, attempt, status, created_at_ns,
        unfinished, project_id, pipeline_id, started_by, trigger_kind, remark)
      select 'b-' || i, 1, i / 10 + 1, 'p', 1, case when i % 1000 = 0 then 'RUNNING' else 'SUCCEED' end,
        i, 0, 'project-' || (i % 2), 'p-' || (i % 10), 'user-' || (i % 100), 'MANUAL',
        case when i % 5000 = 0 then 'said ' || i else '' end
      from n\
      """;

  @BeforeAll
  static void manyBuilds(@TempDir Path folder) {
    database = SqliteDatabase.open(folder.resolve("builds.db"));
    database.change(rows -> rows.run(MANY));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void the_newest_of_all_are_found_by_an_index() {
    assertThat(planOf(BuildFilter.ALL)).contains("build_newest").doesNotContain(SORTS);
  }

  @Test
  void builds_of_a_project_are_found_by_an_index() {
    assertThat(planOf(PROJECT)).contains("build_newest_in_project").doesNotContain(SORTS);
  }

  @Test
  void builds_of_a_pipeline_are_found_by_an_index() {
    assertThat(planOf(of(Optional.of(PIPELINE), Set.of(), "", Optional.empty(), "")))
        .contains("build_newest_of_pipeline_id")
        .doesNotContain(SORTS);
  }

  @Test
  void builds_of_a_status_are_found_by_an_index() {
    assertThat(planOf(of(Optional.of(PIPELINE), LIVE, "", Optional.empty(), "")))
        .contains("build_by_status_of_pipeline")
        .doesNotContain(SORTS);
    assertThat(planOf(of(Optional.empty(), LIVE, "", Optional.empty(), "")))
        .contains("build_by_status_in_project")
        .doesNotContain(SORTS);
  }

  @Test
  void builds_of_a_person_are_found_by_an_index() {
    assertThat(planOf(of(Optional.empty(), Set.of(), "user-4", Optional.empty(), "")))
        .contains("build_by_starter")
        .doesNotContain(SORTS);
  }

  @Test
  void builds_are_found_by_their_numbers() {
    assertThat(planOf(of(Optional.of(PIPELINE), Set.of(), "", Optional.of(Numbers.only(7)), "")))
        .contains("build_by_number");
  }

  @Test
  void builds_with_a_remark_are_looked_at_and_no_others() {
    assertThat(planOf(of(Optional.empty(), Set.of(), "", Optional.empty(), "said")))
        .contains("build_with_remark")
        .doesNotContain(SORTS);
  }

  @Test
  void what_happens_at_pipelines_is_found_by_indexes() {
    assertThat(plan(ListReader.countLive(4), "p-1", "p-2", "p-3", "p-3"))
        .contains("build_by_status_of_pipeline");
    assertThat(plan(ListReader.selectLast(4), "p-1", "p-2", "p-3", "p-3"))
        .contains("build_newest_of_pipeline_id")
        .doesNotContain("SCAN build");
  }

  @Test
  void a_filter_without_an_index_looks_at_a_bounded_number_of_builds_for_a_page() {
    BuildFilter rare = onlyTrigger(TriggerKind.REMOTE);

    BuildPage page = list(BuildQuery.newest(rare, 10));

    assertThat(page.builds()).isEmpty();
    // Builds of the project have even numbers.
    long last = BUILDS - 2L * (BuildQuery.MAX_LOOKED_AT - 1);
    assertThat(page.next().orElseThrow().createdAt()).isEqualTo(Instant.ofEpochSecond(0, last));
  }

  @Test
  void going_on_from_page_to_page_comes_to_an_end() {
    Optional<BuildQuery> query =
        Optional.of(BuildQuery.newest(onlyTrigger(TriggerKind.REMOTE), 10));
    int pages = 0;

    while (query.isPresent()) {
      query = list(query.get()).next().map(query.get()::behind);
      pages++;
    }

    assertThat(pages).isEqualTo(BUILDS / 2 / BuildQuery.MAX_LOOKED_AT + 1);
  }

  private static final ProjectId EVEN = new ProjectId("project-0");
  private static final PipelineId PIPELINE = new PipelineId("p-4");
  private static final BuildFilter PROJECT = BuildFilter.of(EVEN);
  private static final Set<BuildStatus> LIVE = Set.of(BuildStatus.RUNNING, BuildStatus.QUEUE);

  private static BuildFilter onlyTrigger(TriggerKind kind) {
    return new BuildFilter(
        Optional.of(EVEN),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.of(kind),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static BuildFilter of(
      Optional<PipelineId> pipeline,
      Set<BuildStatus> statuses,
      String startedBy,
      Optional<Numbers> numbers,
      String remark) {
    return new BuildFilter(
        Optional.of(EVEN),
        pipeline,
        Optional.empty(),
        statuses,
        Optional.of(startedBy).filter(user -> !user.isEmpty()),
        Optional.empty(),
        numbers,
        Optional.of(remark),
        Optional.empty(),
        Optional.empty());
  }

  private static BuildPage list(BuildQuery query) {
    return database.read(rows -> new ListReader(rows).list(query));
  }

  private static String planOf(BuildFilter filter) {
    ListSql.Statement page = ListSql.lanes(BuildQuery.newest(filter, 50)).getFirst().page();
    return plan(page.sql(), page.bound());
  }

  private static String plan(String sql, Object... bound) {
    List<String> steps =
        database.read(
            rows -> rows.query("explain query plan " + sql, row -> row.getString("detail"), bound));
    return String.join("\n", steps);
  }
}
