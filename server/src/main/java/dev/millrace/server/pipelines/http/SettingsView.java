package dev.millrace.server.pipelines.http;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.server.pipelines.PipelineSettings;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import java.util.Optional;

/** Settings beside a text, as {@link PipelineSettings} has them; given whole or not at all. */
public record SettingsView(
    String description,
    ConcurrencyView concurrency,
    CancelPolicy cancelPolicy,
    boolean failIfVariableInvalid,
    boolean cleanVariablesWhenRetry,
    int versionsKept) {
  /** How many builds run at once, as {@link Concurrency} has it. */
  public record ConcurrencyView(
      RunLock lock,
      Optional<String> group,
      boolean cancelInProgress,
      Optional<Integer> queueLength,
      Optional<Integer> queueTimeoutMinutes,
      Optional<Integer> maxParallel) {}

  static SettingsView of(PipelineSettings settings) {
    Concurrency concurrency = settings.concurrency();
    return new SettingsView(
        settings.description(),
        new ConcurrencyView(
            concurrency.lock(),
            concurrency.group(),
            concurrency.cancelInProgress(),
            concurrency.queueLength(),
            concurrency.queueTimeoutMinutes(),
            concurrency.maxParallel()),
        settings.cancelPolicy(),
        settings.failIfVariableInvalid(),
        settings.cleanVariablesWhenRetry(),
        settings.versionsKept());
  }

  PipelineSettings settings() {
    return new PipelineSettings(
        description,
        new Concurrency(
            concurrency.lock(),
            concurrency.group(),
            concurrency.cancelInProgress(),
            concurrency.queueLength(),
            concurrency.queueTimeoutMinutes(),
            concurrency.maxParallel()),
        cancelPolicy,
        failIfVariableInvalid,
        cleanVariablesWhenRetry,
        versionsKept);
  }
}
