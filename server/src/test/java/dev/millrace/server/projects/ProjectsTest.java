package dev.millrace.server.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.projects.memory.MemoryProjects;
import dev.millrace.testkit.Translations;
import dev.millrace.testkit.VirtualClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectsTest {
  private static final Principal ADA = principal("ada", false);
  private static final Principal ROOT = principal("root", true);

  private final VirtualClock clock = new VirtualClock();
  private final MemoryAccess access = new MemoryAccess();
  private final Doors doors = new Doors(access, clock);
  private final Projects projects = new Projects(new MemoryProjects(access), doors, clock, 4);

  private static Principal principal(String name, boolean isAdministrator) {
    return new Principal(new UserId(name), isAdministrator, Optional.of("s-1"), Optional.empty());
  }

  private static Actor actor(Principal principal) {
    return new Actor(Optional.of(principal), Optional.empty(), Optional.empty());
  }

  private Project create(String id) {
    return projects.create(actor(ADA), id, Project.Details.named("The " + id));
  }

  private Project create(String name, String description, ProjectLimits limits) {
    return projects.create(
        actor(ROOT), "demo", new Project.Details(name, description, true, limits));
  }

  @Test
  void who_makes_a_project_is_its_administrator() {
    Project demo = create("demo");

    assertThat(doors.roleOf(ADA.user(), demo.id())).contains(Role.ADMINISTRATOR);
    assertThat(doors.may(ADA, Permission.MANAGE_MEMBERS, demo.id())).isTrue();
    assertThat(projects.find(demo.id())).isEqualTo(demo);
    assertThat(access.audit().list(AuditFilter.in(demo.id()), Optional.empty(), 9))
        .extracting(AuditRecord::verb, audit -> audit.thing().kind())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("created", "membership"),
            org.assertj.core.groups.Tuple.tuple("created", "project"));
  }

  @Test
  void ids_differ_in_more_than_their_case_and_are_found_as_they_are() {
    create("demo");

    assertThatThrownBy(() -> create("DEMO")).isInstanceOf(ProjectRefused.class);
    assertThatThrownBy(() -> projects.find(new ProjectId("DEMO")))
        .isInstanceOf(UnknownProject.class)
        .hasMessage("there is no project DEMO");
  }

  @Test
  void an_id_has_2_to_64_letters_digits_and_dashes() {
    for (String bad : List.of("a", "", "a".repeat(65), "a b", "ä1", "a/b")) {
      assertThatThrownBy(() -> create(bad)).isInstanceOf(InvalidProject.class);
    }
    assertThat(create("a_").id().value()).isEqualTo("a_");
    projects.create(actor(ADA), "-9".repeat(32), Project.Details.named("Long"));
  }

  @Test
  void a_name_has_1_to_64_characters_and_a_description_at_most_255() {
    ProjectLimits usual = ProjectLimits.STANDARD;
    assertThatThrownBy(() -> create(" ", "", usual)).isInstanceOf(InvalidProject.class);
    assertThatThrownBy(() -> create("x".repeat(65), "", usual)).isInstanceOf(InvalidProject.class);
    assertThatThrownBy(() -> create("x", "x".repeat(256), usual))
        .isInstanceOf(InvalidProject.class);
    create("x".repeat(64), "x".repeat(255), usual);
  }

  @Test
  void a_project_may_be_allowed_1_to_10000_pipelines() {
    assertThat(ProjectLimits.STANDARD.pipelines()).isEqualTo(500);
    for (int bad : new int[] {0, 10_001}) {
      assertThatThrownBy(() -> create("x", "", new ProjectLimits(bad)))
          .isInstanceOf(InvalidProject.class);
    }
    Project demo = create("x", "", new ProjectLimits(1));
    var most = new Project.Details("x", "", true, new ProjectLimits(10_000));
    projects.change(actor(ROOT), demo.id(), 1, most);
  }

  @Test
  void only_an_administrator_of_the_server_changes_limits() {
    Project demo = create("demo");
    var more = new Project.Details("x", "", true, new ProjectLimits(501));

    assertThatThrownBy(() -> projects.change(actor(ADA), demo.id(), 1, more))
        .isInstanceOf(ProjectRefused.class);
    assertThatThrownBy(() -> projects.create(actor(ADA), "other", more))
        .isInstanceOf(ProjectRefused.class);
  }

  @Test
  void there_are_only_so_many_projects() {
    for (String id : List.of("p1", "p2", "p3", "p4")) {
      create(id);
    }

    assertThatThrownBy(() -> create("p5")).isInstanceOf(ProjectRefused.class);
  }

  @Test
  void nobody_and_a_limited_token_make_no_project() {
    var limited =
        new Principal(
            ADA.user(),
            false,
            Optional.empty(),
            Optional.of("t-1"),
            Optional.empty(),
            Optional.of(Set.of(new ProjectId("other"))));

    assertThatThrownBy(() -> projects.create(Actor.SYSTEM, "demo", Project.Details.named("Demo")))
        .isInstanceOf(ProjectRefused.class);
    assertThatThrownBy(() -> projects.create(actor(limited), "demo", Project.Details.named("Demo")))
        .isInstanceOf(ProjectRefused.class);
  }

  @Test
  void a_change_is_refused_when_it_was_decided_on_an_old_version() {
    Project demo = create("demo");
    Project renamed = projects.change(actor(ADA), demo.id(), 1, Project.Details.named("Renamed"));

    assertThat(renamed.version()).isEqualTo(2);
    assertThatThrownBy(
            () -> projects.change(actor(ADA), demo.id(), 1, Project.Details.named("Late")))
        .isInstanceOf(StaleProject.class)
        .hasMessageContaining("version 2");
    assertThat(projects.find(demo.id())).isEqualTo(renamed);
  }

  @Test
  void a_disabled_project_refuses_all_but_to_be_enabled() {
    Project demo = create("demo");
    Project off = projects.setEnabled(actor(ADA), demo.id(), 1, false);

    assertThatThrownBy(() -> projects.requireEnabled(demo.id()))
        .isInstanceOf(ProjectDisabled.class);
    assertThatThrownBy(() ->
            projects.change(actor(ADA), demo.id(), 2, Project.Details.named("x").enabled(false)))
        .isInstanceOf(ProjectDisabled.class);
    assertThat(projects.setEnabled(actor(ADA), demo.id(), 2, false)).isEqualTo(off);

    projects.setEnabled(actor(ADA), demo.id(), 2, true);

    assertThat(projects.requireEnabled(demo.id()).version()).isEqualTo(3);
    assertThat(access.audit().list(AuditFilter.in(demo.id()), Optional.empty(), 9))
        .extracting(AuditRecord::verb)
        .startsWith("enabled", "disabled");
  }

  @Test
  void everybody_lists_the_projects_they_may_view_in_pages() {
    Project one = create("p1");
    Project two = create("p2");
    Project others = projects.create(actor(ROOT), "p0", Project.Details.named("The other one"));

    assertThat(projects.list(ADA, ProjectQuery.first(1))).containsExactly(one);
    assertThat(projects.list(ADA, ProjectQuery.first(9).behind(one.place()))).containsExactly(two);
    assertThat(projects.list(ROOT, ProjectQuery.first(9))).containsExactly(others, one, two);
    assertThat(projects.list(principal("eve", false), ProjectQuery.first(9))).isEmpty();
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(ProjectWording.class)).isEmpty();
  }
}
