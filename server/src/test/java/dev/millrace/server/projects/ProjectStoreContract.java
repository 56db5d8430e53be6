package dev.millrace.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.UserId;
import dev.millrace.testkit.VirtualClock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of projects promises. */
public interface ProjectStoreContract {
  Instant NOW = VirtualClock.START;
  UserId ADA = new UserId("ada");

  /** The same for the whole of a test. */
  ProjectStore store();

  /** Where memberships and audits of the same go. */
  AccessStore access();

  private static Project project(String id, String name) {
    var details = new Project.Details(name, "about 🐎", false, new ProjectLimits(7));
    return new Project(new ProjectId(id), details, ADA, NOW, NOW.plusNanos(1), 1);
  }

  private boolean create(Project project) {
    var first = new Membership(project.id(), ADA, Role.ADMINISTRATOR, NOW, Optional.empty());
    AuditEntry audit = AuditEntry.of(Actor.SYSTEM, NOW, "created", project.thing());
    return store().create(project, first, List.of(audit.in(project.id())));
  }

  private List<AuditRecord> audits() {
    return access().read(kept -> kept.audits().list(AuditFilter.ALL, Optional.empty(), 9));
  }

  private List<Membership> memberships() {
    return access().read(kept -> kept.members().of(ADA));
  }

  @Test
  default void a_project_comes_back_as_it_was_with_its_member_and_audit() {
    Project demo = project("Demo", "The demo");

    assertThat(create(demo)).isTrue();

    assertThat(store().find(new ProjectId("demo"))).contains(demo);
    assertThat(store().find(new ProjectId("other"))).isEmpty();
    assertThat(memberships()).extracting(Membership::project).containsExactly(demo.id());
    assertThat(audits()).hasSize(1);
  }

  @Test
  default void an_id_that_is_taken_ignoring_case_leaves_nothing() {
    create(project("Demo", "The demo"));

    assertThat(create(project("DEMO", "Another"))).isFalse();

    assertThat(store().count()).isEqualTo(1);
    assertThat(memberships()).hasSize(1);
    assertThat(audits()).hasSize(1);
  }

  @Test
  default void a_project_is_saved_from_the_version_before_only_and_with_its_audit() {
    Project demo = project("demo", "The demo");
    create(demo);
    Project next = demo.changedTo(Project.Details.named("Other"), NOW.plusSeconds(1));
    AuditEntry audit = AuditEntry.of(Actor.SYSTEM, NOW, "changed", demo.thing());

    assertThat(store().save(next, audit)).isTrue();
    assertThat(store().save(next, audit)).isFalse();

    assertThat(store().find(demo.id())).contains(next);
    assertThat(audits()).hasSize(2);
  }

  @Test
  default void projects_come_in_pages_by_name() {
    Project c = project("c0", "alpha");
    Project b = project("b0", "Beta");
    Project a = project("a0", "beta");
    List.of(a, b, c).forEach(this::create);

    assertThat(store().list(ProjectQuery.first(2))).containsExactly(c, a);
    assertThat(store().list(ProjectQuery.first(9).behind(a.place()))).containsExactly(b);
  }

  @Test
  default void projects_are_found_by_a_part_of_their_name_or_id_whatever_its_case() {
    Project a = project("aaa", "Red Apples");
    Project b = project("bbb", "100%_sure");
    Project c = project("apple-2", "Other");
    List.of(a, b, c).forEach(this::create);
    ProjectQuery all = ProjectQuery.first(9);

    assertThat(store().list(all.named("aPPle"))).containsExactly(c, a);
    assertThat(store().list(all.named("APPLE").behind(c.place()))).containsExactly(a);
    assertThat(store().list(all.named("%_S"))).containsExactly(b);
    assertThat(store().list(all.named("nothing"))).isEmpty();
    assertThat(store().listOf(Set.of(a.id(), b.id()), all.named("apple"))).containsExactly(a);
  }

  @Test
  default void only_some_are_listed_where_only_some_are_wanted() {
    Project a = project("a0", "one");
    Project b = project("b0", "two");
    Project c = project("c0", "zero");
    List.of(a, b, c).forEach(this::create);
    Set<ProjectId> some = Set.of(a.id(), b.id(), new ProjectId("nobody"));

    assertThat(store().listOf(some, ProjectQuery.first(1))).containsExactly(a);
    assertThat(store().listOf(some, ProjectQuery.first(9).behind(a.place()))).containsExactly(b);
    assertThat(store().listOf(Set.of(), ProjectQuery.first(9))).isEmpty();
  }

  @Test
  default void many_can_be_wanted_at_once() {
    var wanted = new HashSet<ProjectId>();
    for (int each = 0; each < 120; each++) {
      Project project = project("p%03d".formatted(each), "same");
      create(project);
      wanted.add(project.id());
    }

    assertThat(store().listOf(wanted, ProjectQuery.first(200)))
        .hasSize(120)
        .isEqualTo(store().list(ProjectQuery.first(200)));
  }
}
