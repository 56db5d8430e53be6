package dev.millrace.pipeline;

import java.util.List;
import java.util.Optional;

/** Repositories and machine pools from elsewhere that a pipeline names. */
public record Resources(List<Repository> repositories, List<Pool> pools) {
  public static final Resources NONE = new Resources(List.of(), List.of());

  public Resources {
    repositories = List.copyOf(repositories);
    pools = List.copyOf(pools);
  }

  /** Templates may come from it, as {@code path@name}. */
  public record Repository(
      String repository, String name, Optional<String> ref, Optional<String> personalAccessToken) {
    /** Without the token, which some write out instead of naming a credential. */
    @Override
    public String toString() {
      return "Repository["
          + repository
          + ", "
          + name
          + ref.map(at -> "@" + at).orElse("")
          + (personalAccessToken.isPresent() ? ", ***]" : "]");
    }
  }

  /** {@code from} is {@code project@environment}. */
  public record Pool(String from, String name) {}
}
