package dev.millrace.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One user signed in at one browser.
 *
 * @param id public; the secret that proves it is not here
 * @param address from where they signed in
 * @param client what the browser calls itself, cut at {@value #MAX_CLIENT} characters
 * @param endsAt whatever happens
 * @param idleLife how long it lasts unused; kept as it was set when it began
 * @param lastSeenAt exact to {@link Touches#STEP}
 */
public record Session(
    String id,
    UserId user,
    Optional<String> address,
    Optional<String> client,
    Instant beganAt,
    Instant endsAt,
    Duration idleLife,
    Instant lastSeenAt) {
  public static final int MAX_CLIENT = 200;

  public Session {
    client = client.map(text -> text.length() <= MAX_CLIENT ? text : text.substring(0, MAX_CLIENT));
  }

  public boolean isLiveAt(Instant now) {
    return isLiveAt(now, lastSeenAt);
  }

  boolean isLiveAt(Instant now, Instant seen) {
    return now.isBefore(endsAt) && now.isBefore(seen.plus(idleLife));
  }
}
