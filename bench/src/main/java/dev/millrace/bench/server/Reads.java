package dev.millrace.bench.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** What people look at, as paths in a project. */
final class Reads {
  private Reads() {}

  /** Paths by what they show, with the build that is looked at. */
  static Map<String, String> all(String build) {
    var reads = new LinkedHashMap<String, String>();
    reads.put("the newest builds", "/builds?limit=20");
    reads.put("those that succeeded", "/builds?limit=20&status=succeed");
    reads.put("pipelines with their last builds", "/pipelines?limit=20");
    reads.put("one build in detail", "/builds/" + build);
    return reads;
  }
}
