package dev.millrace.server.pipelines;

import dev.millrace.pipeline.limit.Limits;
import java.time.Duration;

/**
 * What a pipeline that is kept may have, beyond what {@link Limits} says of its definition. Numbers
 * of the format's own platform are its own, as is what it calls {@code maxPipelineResNum}.
 */
public final class PipelineLimits {
  /** In characters (code points), as in all that follows. */
  public static final int NAME_MAX = Limits.NAME_MAX;

  public static final int DESCRIPTION_MAX = Limits.DESCRIPTION_MAX;
  public static final int RELEASE_DESCRIPTION_MAX = 1_024;

  /** Ten groups of twelve. */
  public static final int LABELS_MAX = 120;

  public static final int LABEL_MAX = 64;

  /** Of a project that says nothing else; deleted ones do not count. */
  public static final int PIPELINES_OF_PROJECT = 500;

  /** Released versions kept; more where builds refer to them. */
  public static final int VERSIONS_KEPT = 50;

  public static final int VERSIONS_KEPT_MIN = 1;

  /** Ours: the format's platform has none. */
  public static final int VERSIONS_KEPT_MAX = 500;

  /** How long a deleted pipeline can be restored. */
  public static final Duration DELETED_KEPT = Duration.ofDays(30);

  /** Deleted pipelines one purge removes at most; the next takes the rest. */
  public static final int PURGE_BATCH = 100;

  /** Pipelines or versions on one page. */
  public static final int PAGE_MAX = 100;

  /** Lines of each text between what is equal at both ends; beyond, all of them count as new. */
  public static final int DIFF_LINES_MAX = 5_000;

  private PipelineLimits() {}

  static void checkPage(int most) {
    if (most < 1 || most > PAGE_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + PAGE_MAX + " entries, not " + most);
    }
  }

  static boolean isWithin(int least, String text, int most) {
    int characters = text.codePointCount(0, text.length());
    return characters >= least && characters <= most;
  }
}
