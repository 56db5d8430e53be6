package dev.millrace.pipeline.trigger;

/** Which repository a checkout or a trigger means. */
public sealed interface RepositoryRef {
  /** The repository that holds the pipeline file; in a local run the current folder. */
  record Self() implements RepositoryRef {}

  record ByUrl(String url) implements RepositoryRef {
    /** Without the name and password that may stand before the host. */
    @Override
    public String toString() {
      return "ByUrl[" + url.replaceFirst("://[^/@]*@", "://***@") + "]";
    }
  }

  /** A repository of the project by the id it has there. */
  record ById(String id) implements RepositoryRef {}

  /** A repository of the project by its alias. */
  record ByName(String name) implements RepositoryRef {}
}
