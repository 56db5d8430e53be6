package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The image a job runs in.
 *
 * @param image {@code name:tag}, may hold expressions; empty when {@code storeImage} is given
 * @param credentials a credential id
 * @param options volumes, mounts, gpus, privileged, network, user as written
 * @param pullPolicy {@code always} or {@code if-not-present}
 */
public record Container(
    Optional<String> image,
    Optional<StoreImage> storeImage,
    Optional<Credentials> credentials,
    SequencedMap<String, Data> options,
    Optional<String> pullPolicy,
    SequencedMap<String, Data> extras) {
  public Container {
    options = Data.ordered(options);
    extras = Data.ordered(extras);
  }

  /** An image of the store. */
  public record StoreImage(String code, String version) {}

  /** Who may pull. */
  public sealed interface Credentials {
    record ById(String id) implements Credentials {}

    /** User and password as written; a reference to a secret, as a rule. */
    record UserPassword(String username, String password) implements Credentials {
      @Override
      public String toString() {
        return "UserPassword[" + username + ", ***]";
      }
    }
  }
}
