package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.BOB;
import static dev.millrace.server.access.AccessHouse.PASSWORD;
import static dev.millrace.server.access.AccessHouse.STRANGER;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Duration LIFE = Duration.ofHours(12);
  private static final Duration IDLE = Duration.ofHours(1);

  private final AccessHouse house = new AccessHouse();

  @BeforeEach
  void both_are_there() {
    house.create(ADA);
    house.create(BOB);
  }

  private SignIn.SignedIn begin() {
    return house
        .signIn(new SessionSettings(LIFE, IDLE), house.hashing)
        .signIn(AccessHouse.shown(ADA, PASSWORD), STRANGER);
  }

  @Test
  void a_session_unused_ends() {
    SignIn.SignedIn session = begin();
    house.clock.advance(IDLE.minusNanos(1));
    assertThat(house.doors.bySession(session.secret())).isPresent();

    house.clock.advance(IDLE);

    assertThat(house.doors.bySession(session.secret())).isEmpty();
    assertThat(house.sessions.of(ADA)).isEmpty();
  }

  @Test
  void a_session_in_use_lasts_for_its_life_and_no_longer() {
    SignIn.SignedIn session = begin();
    for (Duration used = Duration.ZERO;
        used.compareTo(LIFE) < 0;
        used = used.plus(IDLE.dividedBy(2))) {
      assertThat(house.doors.bySession(session.secret())).isPresent();
      house.clock.advance(IDLE.dividedBy(2));
    }

    assertThat(house.doors.bySession(session.secret())).isEmpty();
  }

  @Test
  void its_use_is_written_at_most_once_a_minute() {
    SignIn.SignedIn session = begin();
    house.clock.advance(Touches.STEP.minusNanos(1));
    house.doors.bySession(session.secret());
    assertThat(house.sessions.of(ADA).getFirst().lastSeenAt())
        .isEqualTo(session.session().beganAt());

    house.clock.advance(Duration.ofNanos(1));
    house.doors.bySession(session.secret());

    assertThat(house.sessions.of(ADA).getFirst().lastSeenAt()).isEqualTo(house.clock.instant());
  }

  @Test
  void one_ends_the_own_sessions_only() {
    SignIn.SignedIn adas = house.signIn(ADA);
    Actor bob = house.signedIn(BOB);
    String id = adas.session().id();
    Actor ada = house.actor(adas);

    assertRefused(AccessWording.NO_SUCH_SESSION, () -> house.sessions.end(bob, id));
    assertThat(house.doors.bySession(adas.secret())).isPresent();
    house.sessions.end(ada, id);

    assertThat(house.doors.bySession(adas.secret())).isEmpty();
    assertRefused(AccessWording.NO_SUCH_SESSION, () -> house.sessions.end(ada, id));
  }

  @Test
  void all_sessions_end_but_the_one_that_asks() {
    SignIn.SignedIn one = house.signIn(ADA);
    SignIn.SignedIn other = house.signIn(ADA);

    house.sessions.endAll(house.actor(one), ADA, Optional.of(one.session().id()));

    assertThat(house.doors.bySession(one.secret())).isPresent();
    assertThat(house.doors.bySession(other.secret())).isEmpty();
    Actor bob = house.signedIn(BOB);
    assertRefused(
        AccessWording.NEEDS_ADMINISTRATOR, () -> house.sessions.endAll(bob, ADA, Optional.empty()));
  }

  @Test
  void what_is_over_is_swept() {
    begin();
    house.clock.advance(IDLE);

    assertThat(house.sessions.sweep()).isEqualTo(1);
    assertThat(house.sessions.sweep()).isZero();
  }

  @Test
  void the_proof_of_a_page_is_good_for_its_session_only() {
    Secret one = house.signIn(ADA).secret();
    Secret other = house.signIn(ADA).secret();
    Secret proof = Sessions.proofOfPage(one);

    assertThat(Sessions.isOfOurPage(one, proof)).isTrue();
    assertThat(Sessions.isOfOurPage(other, proof)).isFalse();
    assertThat(Sessions.isOfOurPage(one, one)).isFalse();
  }

  @Test
  void a_session_lasts_12_hours_to_30_days_and_unused_5_minutes_or_more() {
    Duration tiny = Duration.ofNanos(1);
    Duration least = SessionSettings.SHORTEST_LIFE;
    Duration most = SessionSettings.LONGEST_LIFE;
    Duration idle = SessionSettings.SHORTEST_IDLE;

    assertThatCode(() -> new SessionSettings(least, idle)).doesNotThrowAnyException();
    assertThatCode(() -> new SessionSettings(most, most)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new SessionSettings(least.minus(tiny), idle))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SessionSettings(most.plus(tiny), idle))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SessionSettings(least, idle.minus(tiny)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SessionSettings(least, least.plus(tiny)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
