package dev.millrace.pipeline.problem;

import java.util.Arrays;
import java.util.Locale;

/** Pieces of messages that every language has a text for; {@code phrase.…} in the bundles. */
public enum Phrase {
  /** A character no text may hold: its code point. */
  CHARACTER,

  // Why a key has no effect.
  QUEUE_LENGTH_SAYS_IT,
  OF_ANOTHER_PRODUCT,
  CRON_TAKES_ALL,
  PROPS_REQUIRED_SAYS_IT,
  KEY_IS_THE_NAME,
  /** The key that stands in its place. */
  OTHER_KEY_WINS,

  // What a schedule expects.
  CRON_FIELDS,
  CRON_SECOND,
  CRON_MINUTE,
  CRON_HOUR,
  CRON_DAY,
  CRON_MONTH,
  CRON_WEEKDAY,
  CRON_YEAR,
  CRON_ONE_OPEN,
  CRON_ONE_SECOND,
  CRON_DAY_OF_MONTH,

  // Why a template can't be read.
  /** What the system finds wrong with a path, in its own words. */
  PATH_INVALID,
  PATH_NOT_RELATIVE,
  PATH_LEADS_OUT,
  LINK_LEADS_OUT,
  NOT_UTF_8,
  TOO_LARGE,
  /** The kind of error. */
  READ_FAILED;

  /** This phrase as an argument of a problem or of another phrase. */
  public Argument of(Object... arguments) {
    return new Argument.Worded(this, Arrays.stream(arguments).map(Argument::of).toList());
  }

  String key() {
    return "phrase." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
