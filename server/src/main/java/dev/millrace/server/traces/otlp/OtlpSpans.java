package dev.millrace.server.traces.otlp;

import dev.millrace.server.traces.FinishedSpan;
import dev.millrace.server.traces.SpanSender;
import dev.millrace.server.traces.TraceSettings;
import dev.millrace.server.traces.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends spans as protobuf over HTTP. */
public final class OtlpSpans implements SpanSender {
  private static final String SERVICE = "millrace";
  private static final int TRIES = 3;

  /** Of all tries and the waits between them, one try has this much. */
  private static final Duration TRY = Duration.ofSeconds(3);

  /** The library tells the console what {@link Traces} says itself. Kept, or it is forgotten. */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private final OtlpHttpSpanExporter exporter;
  private final Resource resource;

  /**
   * Connects when there is something to send.
   *
   * @param version of the server, as the collector is told
   */
  public OtlpSpans(TraceSettings settings, String version) {
    LIBRARY.setLevel(Level.OFF);
    this.exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.collector().toString())
            .setTimeout(TRY)
            .setConnectTimeout(TRY)
            .setRetryPolicy(RetryPolicy.builder().setMaxAttempts(TRIES).build())
            .build();
    this.resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"),
                SERVICE,
                AttributeKey.stringKey("service.version"),
                version));
  }

  @Override
  public boolean send(List<FinishedSpan> spans) {
    List<SpanData> data =
        spans.stream().<SpanData>map(span -> new OtlpSpan(span, resource)).toList();
    CompletableResultCode result = exporter.export(data);
    return result.join(Traces.PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
  }

  @Override
  public void close() {
    exporter.close();
  }
}
