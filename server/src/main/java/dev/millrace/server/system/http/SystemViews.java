package dev.millrace.server.system.http;

import java.util.List;
import java.util.Map;

/** What is told of the system; names as in Skalds, where Skalds has them. */
final class SystemViews {
  private SystemViews() {}

  /**
   * What the server is made of.
   *
   * @param uptime in seconds
   */
  record Status(String mode, List<Component> components, long uptime, String version) {}

  record Component(String name, boolean running, Map<String, Object> details) {}

  record Version(String version, Map<String, String> dependencies) {}

  /**
   * How many are where.
   *
   * @param timestamp milliseconds since the epoch
   * @param uptimeSeconds since when what has ended is counted
   */
  record Metrics(
      long timestamp,
      long uptimeSeconds,
      Skalds skalds,
      Tasks tasks,
      Performance performance,
      Builds builds) {}

  /** Agents. */
  record Skalds(
      int total,
      int online,
      int offline,
      int nodes,
      int edges,
      int availableNodes,
      int busyNodes,
      int idleNodes) {}

  /**
   * Jobs; those that ended, since the process began.
   *
   * @param monitored have not ended
   * @param created wait for their turn
   * @param totalAssigned have a machine, or one that is being prepared
   */
  record Tasks(
      long monitored,
      long created,
      long assigning,
      long running,
      long paused,
      long finished,
      long failed,
      long cancelled,
      long total,
      long totalAssigned) {}

  /**
   * How the work is spread.
   *
   * @param taskDistribution jobs at work by agent
   */
  record Performance(
      double averageTasksPerSkald, Map<String, Long> taskDistribution, Load systemLoad) {}

  /**
   * Shares from 0 to 1.
   *
   * @param skaldUtilization of all jobs that agents can run at once, those at work
   * @param nodeUtilization of all agents, those that have a job
   */
  record Load(double skaldUtilization, double nodeUtilization) {}

  /**
   * Builds; those that ended, since the process began.
   *
   * @param queued also those that people are asked about first
   * @param parked wait for people before a stage
   */
  record Builds(
      long running,
      long queued,
      long parked,
      long ended,
      long succeeded,
      long failed,
      long cancelled) {}
}
