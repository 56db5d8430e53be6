package dev.millrace.pipeline;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.data.Data;
import java.util.Optional;

/**
 * Settings of a pipeline that are neither triggers, variables nor concurrency.
 *
 * @param disabled no start of any kind is accepted
 * @param failIfVariableInvalid a start with a value over 4,000 characters is refused
 * @param customBuildNumber a rule such as {@code ${{DATE:"yyyyMMdd"}}.${{BUILD_NO_OF_DAY}}}
 * @param dialect empty: inherit
 * @param cancelRestricted only the starter or a manager may cancel
 * @param cleanVariablesOnRetry a retry of the whole build forgets what its tasks have set
 * @param runsOn the root key {@code runs-on} of one channel of BK-CI; kept, not used
 */
public record Settings(
    boolean disabled,
    boolean failIfVariableInvalid,
    Optional<String> customBuildNumber,
    Optional<Dialect> dialect,
    boolean cancelRestricted,
    boolean cleanVariablesOnRetry,
    Optional<Data> runsOn) {
  public static final Settings DEFAULT =
      new Settings(
          false, false, Optional.empty(), Optional.empty(), false, false, Optional.empty());
}
