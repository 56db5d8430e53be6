package dev.millrace.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The sessions there are: shown to their users, and ended. Safe from any thread. */
public final class Sessions {
  private static final String HMAC = "HmacSHA256";

  private final AccessStore store;
  private final Doors doors;
  private final InstantSource clock;

  public Sessions(AccessStore store, Doors doors, InstantSource clock) {
    this.store = store;
    this.doors = doors;
    this.clock = clock;
  }

  /** A user's live sessions, in the order in which they began. */
  public List<Session> of(UserId user) {
    Instant now = clock.instant();
    return store.read(records -> records.sessions().of(user)).stream()
        .filter(session -> session.isLiveAt(now))
        .toList();
  }

  /**
   * Ends a session of the one who asks.
   *
   * @throws AccessRefused with {@link AccessWording#NO_SUCH_SESSION} also if it is another's
   */
  public void end(Actor actor, String id) {
    store.change(records -> {
      boolean isTheirs =
          records
              .sessions()
              .find(id)
              .map(Session::user)
              .filter(user -> actor.user().filter(user::equals).isPresent())
              .isPresent();
      if (!isTheirs) {
        throw AccessWording.NO_SUCH_SESSION.refused(id);
      }
      end(records, actor, id, clock.instant());
      return true;
    });
    doors.changed();
  }

  /**
   * Ends all of a user's sessions; asked by themselves, or by an administrator of the server.
   *
   * @param but one that goes on; empty: none does
   * @throws AccessRefused with {@link AccessWording#NEEDS_ADMINISTRATOR}
   */
  public void endAll(Actor actor, UserId user, Optional<String> but) {
    if (!actor.isOverProjects() && actor.user().filter(user::equals).isEmpty()) {
      throw AccessWording.NEEDS_ADMINISTRATOR.refused();
    }
    store.change(records -> {
      endAll(records, actor, user, but, clock.instant());
      return true;
    });
    doors.changed();
  }

  static void endAll(
      AccessRecords records, Actor actor, UserId user, Optional<String> but, Instant now) {
    for (Session session : records.sessions().of(user)) {
      if (but.filter(session.id()::equals).isEmpty()) {
        end(records, actor, session.id(), now);
      }
    }
  }

  private static void end(AccessRecords records, Actor actor, String id, Instant now) {
    if (records.sessions().delete(id)) {
      records
          .audits()
          .append(AuditEntry.of(actor, now, "deleted", new AuditEntry.Thing("session", id)));
    }
  }

  /** Forgets sessions that are over; they are good for nothing also before. Says how many. */
  public int sweep() {
    return store.change(records -> records.sessions().deleteEnded(clock.instant()));
  }

  /**
   * What a page of ours sends along with what it changes, to show that it is ours: bound to the
   * session, and of no use to find its secret.
   */
  public static Secret proofOfPage(Secret session) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(session.reveal().getBytes(UTF_8), HMAC));
      byte[] proof = mac.doFinal("page".getBytes(UTF_8));
      return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(proof));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + HMAC, impossible);
    }
  }

  /** Whether a page has shown the proof of its session. Takes the same time for all answers. */
  public static boolean isOfOurPage(Secret session, Secret shown) {
    return proofOfPage(session).equals(shown);
  }
}
