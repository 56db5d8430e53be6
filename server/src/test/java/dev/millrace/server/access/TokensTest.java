package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.BOB;
import static dev.millrace.server.access.AccessHouse.STRANGER;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final ProjectId DEMO = new ProjectId("demo");
  private static final ProjectId OTHER = new ProjectId("other");

  private final AccessHouse house = new AccessHouse();
  private final Instant tomorrow = house.clock.instant().plus(Duration.ofDays(1));

  @BeforeEach
  void both_are_there() {
    house.create(ADA);
    house.create(BOB);
  }

  private Token.Terms terms(String name) {
    return new Token.Terms(name, Optional.empty(), Optional.empty(), tomorrow);
  }

  private Token.Terms until(Instant end) {
    return new Token.Terms("t", Optional.empty(), Optional.empty(), end);
  }

  private Tokens.Made make(Token.Terms terms) {
    return house.tokens.create(house.signedIn(ADA), ADA, terms);
  }

  private void assertNotMade(AccessWording why, Token.Terms terms) {
    assertRefused(why, () -> make(terms));
  }

  private static Optional<Set<ProjectId>> projects(int count) {
    return Optional.of(
        IntStream.range(0, count)
            .mapToObj(each -> new ProjectId("p" + each))
            .collect(Collectors.toSet()));
  }

  @Test
  void a_token_acts_as_its_user_until_it_expires() {
    Tokens.Made made = make(terms("deploy"));

    assertThat(house.doors.byToken(made.secret()).map(Principal::user)).contains(ADA);
    house.clock.moveTo(tomorrow.minusNanos(1));
    assertThat(house.doors.byToken(made.secret())).isPresent();
    house.clock.moveTo(tomorrow);

    assertThat(house.doors.byToken(made.secret())).isEmpty();
    assertThat(house.tokens.of(ADA)).isEmpty();
  }

  @Test
  void a_token_is_good_for_its_scopes_and_projects_only() {
    house.memberships.put(Actor.SYSTEM, DEMO, ADA, Role.DEVELOPER, Optional.empty());
    house.memberships.put(Actor.SYSTEM, OTHER, ADA, Role.DEVELOPER, Optional.empty());
    Tokens.Made made =
        make(
            new Token.Terms(
                "t",
                Optional.of(Set.of(Permission.VIEW_BUILD, Permission.DELETE_PIPELINE)),
                Optional.of(Set.of(DEMO)),
                tomorrow));

    Principal program = house.doors.byToken(made.secret()).orElseThrow();

    assertThat(house.doors.may(program, Permission.VIEW_BUILD, DEMO)).isTrue();
    assertThat(house.doors.may(program, Permission.VIEW_BUILD, OTHER)).isFalse();
    assertThat(house.doors.may(program, Permission.VIEW_PIPELINE, DEMO)).isFalse();
    assertThat(house.doors.may(program, Permission.DELETE_PIPELINE, DEMO)).isFalse();
    assertThat(house.doors.where(program, Permission.VIEW_BUILD)).contains(Set.of(DEMO));
    assertThat(house.doors.where(program, Permission.VIEW_PIPELINE)).contains(Set.of());
  }

  @Test
  void a_limited_token_of_an_administrator_is_limited() {
    house.users.change(Actor.SYSTEM, ADA, 1, User.Details.named("Ada").administrator());
    Tokens.Made made =
        make(new Token.Terms("t", Optional.empty(), Optional.of(Set.of(DEMO)), tomorrow));

    Principal program = house.doors.byToken(made.secret()).orElseThrow();

    assertThat(house.doors.may(program, Permission.MANAGE_PROJECT, DEMO)).isTrue();
    assertThat(house.doors.may(program, Permission.MANAGE_PROJECT, OTHER)).isFalse();
    assertThat(program.mayAdminister()).isFalse();
    assertThat(house.doors.where(program, Permission.VIEW_PROJECT)).contains(Set.of(DEMO));
  }

  @Test
  void no_token_makes_another() {
    Secret secret = make(terms("t")).secret();
    Actor program = STRANGER.as(house.doors.byToken(secret).orElseThrow());

    assertRefused(AccessWording.NEEDS_SESSION, () -> house.tokens.create(program, ADA, terms("u")));
    Actor bob = house.signedIn(BOB);
    assertRefused(AccessWording.NEEDS_SESSION, () -> house.tokens.create(bob, ADA, terms("u")));
  }

  @Test
  void a_revoked_token_is_good_for_nothing_at_once() {
    Tokens.Made made = make(terms("t"));
    String id = made.token().id();
    Actor bob = house.signedIn(BOB);
    assertThat(house.doors.byToken(made.secret())).isPresent();

    assertRefused(AccessWording.NO_SUCH_TOKEN, () -> house.tokens.revoke(bob, BOB, id));
    house.tokens.revoke(house.signedIn(ADA), ADA, id);

    assertThat(house.doors.byToken(made.secret())).isEmpty();
  }

  @Test
  void its_use_is_written_at_most_once_a_minute() {
    Tokens.Made made = make(terms("t"));
    Instant first = house.clock.instant();
    house.doors.byToken(made.secret());
    house.clock.advance(Touches.STEP.minusNanos(1));
    house.doors.byToken(made.secret());
    assertThat(house.tokens.of(ADA).getFirst().lastUsedAt()).contains(first);

    house.clock.advance(Duration.ofNanos(1));
    house.doors.byToken(made.secret());

    assertThat(house.tokens.of(ADA).getFirst().lastUsedAt()).contains(first.plus(Touches.STEP));
  }

  @Test
  void a_user_has_only_so_many_and_expired_ones_do_not_count() {
    make(until(house.clock.instant().plusSeconds(1)));
    make(terms("2"));
    make(terms("3"));
    assertNotMade(AccessWording.TOO_MANY_TOKENS, terms("4"));

    house.clock.advance(Duration.ofSeconds(1));

    make(terms("4"));
    assertThat(AccessLimits.STANDARD.tokens()).isEqualTo(50);
  }

  @Test
  void a_token_ends_after_now_and_within_a_year() {
    Instant now = house.clock.instant();
    Instant last = now.plus(Tokens.LONGEST_LIFE);

    assertNotMade(AccessWording.EXPIRY_PASSED, until(now));
    assertNotMade(AccessWording.TOKEN_TOO_LONG, until(last.plusNanos(1)));
    make(until(now.plusNanos(1)));
    make(until(last));
  }

  @Test
  void a_token_has_a_name_of_1_to_64_characters() {
    assertNotMade(AccessWording.BAD_TOKEN_NAME, terms(""));
    assertNotMade(AccessWording.BAD_TOKEN_NAME, terms("x".repeat(65)));
    make(terms("x"));
    make(terms("x".repeat(64)));
  }

  @Test
  void a_limited_token_has_a_scope_or_more_and_1_to_100_projects() {
    assertNotMade(
        AccessWording.NO_SCOPES,
        new Token.Terms("t", Optional.of(Set.of()), Optional.empty(), tomorrow));
    for (int count : new int[] {0, 101}) {
      assertNotMade(
          AccessWording.BAD_TOKEN_PROJECTS,
          new Token.Terms("t", Optional.empty(), projects(count), tomorrow));
    }
    make(new Token.Terms("t", Optional.empty(), projects(100), tomorrow));
    make(new Token.Terms("t", Optional.empty(), projects(1), tomorrow));
  }
}
