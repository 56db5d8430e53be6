package dev.millrace.pipeline.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Circles in a graph given as successors. Without recursion: a hostile file has long chains. */
final class Cycles {
  private Cycles() {}

  /**
   * One circle for each knot of the graph, its first element repeated at the end; empty if there is
   * none. Every successor must be a key.
   */
  static List<List<String>> find(Map<String, Set<String>> successors) {
    Map<String, Set<String>> left = withoutEnds(successors);
    List<List<String>> cycles = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String start : left.keySet()) {
      List<String> path = new ArrayList<>();
      Map<String, Integer> positions = new HashMap<>();
      String at = start;
      while (!seen.contains(at)) {
        seen.add(at);
        positions.put(at, path.size());
        path.add(at);
        at = left.getOrDefault(at, Set.of()).iterator().next();
      }
      Integer from = positions.get(at);
      if (from != null) {
        List<String> cycle = new ArrayList<>(path.subList(from, path.size()));
        cycle.add(at);
        cycles.add(cycle);
      }
    }
    return cycles;
  }

  /** What is left when, again and again, everything without a successor is taken away. */
  private static Map<String, Set<String>> withoutEnds(Map<String, Set<String>> successors) {
    Map<String, List<String>> predecessors = new HashMap<>();
    Map<String, Set<String>> left = new LinkedHashMap<>();
    successors.forEach((from, all) -> {
      left.put(from, new LinkedHashSet<>(all));
      all.forEach(to -> predecessors.computeIfAbsent(to, _ -> new ArrayList<>()).add(from));
    });
    Deque<String> ends = new ArrayDeque<>();
    left.forEach((name, all) -> {
      if (all.isEmpty()) {
        ends.add(name);
      }
    });
    while (!ends.isEmpty()) {
      String end = ends.remove();
      left.remove(end);
      for (String before : predecessors.getOrDefault(end, List.of())) {
        Set<String> rest = left.getOrDefault(before, Set.of());
        if (rest.remove(end) && rest.isEmpty()) {
          ends.add(before);
        }
      }
    }
    return left;
  }
}
