package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.BOB;
import static dev.millrace.server.access.AccessWording.EXPIRY_PASSED;
import static dev.millrace.server.access.AccessWording.LAST_ADMINISTRATOR;
import static dev.millrace.server.access.AccessWording.NO_SUCH_MEMBER;
import static dev.millrace.server.access.AccessWording.NO_SUCH_USER;
import static dev.millrace.server.access.AccessWording.TOO_MANY_MEMBERS;
import static dev.millrace.server.access.AccessWording.TOO_MANY_PROJECTS;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipsTest {
  private static final ProjectId DEMO = new ProjectId("demo");

  private final AccessHouse house = new AccessHouse();

  @BeforeEach
  void ada_runs_the_project() {
    house.create(ADA);
    house.create(BOB);
    put(Actor.SYSTEM, ADA, Role.ADMINISTRATOR);
  }

  private Membership put(Actor actor, UserId user, Role role) {
    return house.memberships.put(actor, DEMO, user, role, Optional.empty());
  }

  private Principal bob() {
    return house.signedIn(BOB).principal().orElseThrow();
  }

  @Test
  void each_role_may_in_its_project_what_it_may_and_nothing_elsewhere() {
    Principal bob = bob();
    for (Role role : Role.values()) {
      put(Actor.SYSTEM, BOB, role);
      for (Permission permission : Permission.values()) {
        assertThat(house.doors.may(bob, permission, DEMO))
            .as("%s %s", role, permission)
            .isEqualTo(role.may(permission));
        assertThat(house.doors.may(bob, permission, new ProjectId("other"))).isFalse();
      }
    }
  }

  @Test
  void a_change_is_heeded_at_once() {
    Principal bob = bob();
    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isFalse();

    put(Actor.SYSTEM, BOB, Role.VIEWER);
    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isTrue();
    house.memberships.remove(Actor.SYSTEM, DEMO, BOB);

    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isFalse();
  }

  @Test
  void a_change_by_another_process_is_heeded_after_five_seconds() {
    Principal bob = bob();
    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isFalse();
    var other = new AccessHouse(house.store);
    other.memberships.put(Actor.SYSTEM, DEMO, BOB, Role.VIEWER, Optional.empty());

    house.clock.advance(Doors.MEMORY.minusNanos(1));
    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isFalse();
    house.clock.advance(Duration.ofNanos(1));

    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isTrue();
  }

  @Test
  void a_membership_ends_at_its_moment_also_while_it_is_remembered() {
    Instant end = house.clock.instant().plusSeconds(2);
    house.memberships.put(Actor.SYSTEM, DEMO, BOB, Role.VIEWER, Optional.of(end));
    Principal bob = bob();

    house.clock.moveTo(end.minusNanos(1));
    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isTrue();
    assertThat(house.doors.where(bob, Permission.VIEW_BUILD)).contains(Set.of(DEMO));
    house.clock.moveTo(end);

    assertThat(house.doors.may(bob, Permission.VIEW_BUILD, DEMO)).isFalse();
    assertThat(house.doors.where(bob, Permission.VIEW_BUILD)).contains(Set.of());
    assertThat(house.memberships.of(BOB)).isEmpty();
  }

  @Test
  void the_end_lies_in_the_future() {
    Instant now = house.clock.instant();

    assertRefused(
        EXPIRY_PASSED,
        () -> house.memberships.put(Actor.SYSTEM, DEMO, BOB, Role.VIEWER, Optional.of(now)));
  }

  @Test
  void the_last_lasting_administrator_stays() {
    Actor ada = house.signedIn(ADA);
    Optional<Instant> soon = Optional.of(house.clock.instant().plusSeconds(60));
    house.memberships.put(ada, DEMO, BOB, Role.ADMINISTRATOR, soon);

    assertRefused(LAST_ADMINISTRATOR, () -> house.memberships.remove(ada, DEMO, ADA));
    assertRefused(LAST_ADMINISTRATOR, () -> put(ada, ADA, Role.MAINTAINER));
    assertRefused(
        LAST_ADMINISTRATOR, () -> house.memberships.put(ada, DEMO, ADA, Role.ADMINISTRATOR, soon));

    put(ada, BOB, Role.ADMINISTRATOR);
    house.memberships.remove(ada, DEMO, ADA);
  }

  @Test
  void an_administrator_of_the_server_may_leave_a_project_without_one() {
    var root = new UserId("root");
    house.createAdministrator(root);

    house.memberships.remove(house.signedIn(root), DEMO, ADA);

    assertThat(house.memberships.in(DEMO, Optional.empty(), 9)).isEmpty();
  }

  @Test
  void members_are_users_and_what_is_not_there_can_not_be_removed() {
    assertRefused(NO_SUCH_USER, () -> put(Actor.SYSTEM, new UserId("eve"), Role.VIEWER));
    assertRefused(NO_SUCH_MEMBER, () -> house.memberships.remove(Actor.SYSTEM, DEMO, BOB));
  }

  @Test
  void a_project_has_only_so_many_members() {
    put(Actor.SYSTEM, BOB, Role.VIEWER);
    put(Actor.SYSTEM, house.create(new UserId("cat")).id(), Role.VIEWER);
    UserId fourth = house.create(new UserId("dan")).id();

    assertRefused(TOO_MANY_MEMBERS, () -> put(Actor.SYSTEM, fourth, Role.VIEWER));
    put(Actor.SYSTEM, BOB, Role.RUNNER);
  }

  @Test
  void a_user_is_in_only_so_many_projects() {
    for (String project : new String[] {"one", "two"}) {
      house.memberships.put(
          Actor.SYSTEM, new ProjectId(project), ADA, Role.VIEWER, Optional.empty());
    }

    assertRefused(
        TOO_MANY_PROJECTS,
        () ->
            house.memberships.put(
                Actor.SYSTEM, new ProjectId("three"), ADA, Role.VIEWER, Optional.empty()));
  }

  @Test
  void a_change_is_audited_with_what_was_before() {
    put(Actor.SYSTEM, BOB, Role.VIEWER);
    put(house.signedIn(ADA), BOB, Role.RUNNER);

    AuditRecord audit =
        house.audit.list(AuditFilter.in(DEMO), Optional.empty(), 9).stream()
            .filter(each -> each.verb().equals("changed"))
            .findFirst()
            .orElseThrow();

    assertThat(audit.user()).contains(ADA);
    assertThat(audit.via().orElseThrow()).startsWith("session:");
    assertThat(audit.address()).contains("192.0.2.1");
    assertThat(audit.request()).contains("r-1");
    assertThat(audit.before()).contains("{\"user\":\"bob\",\"role\":\"VIEWER\"}");
    assertThat(audit.after()).contains("{\"user\":\"bob\",\"role\":\"RUNNER\"}");
  }
}
