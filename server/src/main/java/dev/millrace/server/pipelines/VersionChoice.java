package dev.millrace.server.pipelines;

/** Which version of a pipeline is meant. */
public sealed interface VersionChoice {
  /** The newest that is released. */
  record Newest() implements VersionChoice {}

  /** The one people work on. */
  record Draft() implements VersionChoice {}

  /** This one, released or not. */
  record Numbered(VersionNumber number) implements VersionChoice {}

  /**
   * The number of the version that is meant in {@code entry}.
   *
   * @throws PipelineRefused if there is none
   */
  default VersionNumber in(PipelineEntry entry) {
    return switch (this) {
      case Newest() ->
          entry.newestNumber().orElseThrow(() -> none(PipelineWording.NO_RELEASE, entry));
      case Draft() ->
          entry
              .draft()
              .map(PipelineEntry.Draft::number)
              .orElseThrow(() -> none(PipelineWording.NO_DRAFT, entry));
      case Numbered(var number) -> number;
    };
  }

  private static PipelineRefused none(PipelineWording wording, PipelineEntry entry) {
    return new PipelineRefused(new Refusal.NotFound(wording.of(entry.name())));
  }
}
