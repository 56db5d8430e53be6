package dev.millrace.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.slf4j.event.KeyValuePair;

/** The keys of an event: its own, then those bound where the work came in. */
final class LogKeys {
  private LogKeys() {}

  static SequencedMap<String, String> of(ILoggingEvent event) {
    var keys = new LinkedHashMap<String, String>();
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        keys.put(pair.key, String.valueOf(pair.value));
      }
    }
    event.getMDCPropertyMap().forEach(keys::putIfAbsent);
    return keys;
  }
}
