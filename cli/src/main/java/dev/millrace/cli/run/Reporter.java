package dev.millrace.cli.run;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.logs.LogSlice;

/**
 * Shows a build while it runs. Calls come from several threads; those about one task come one at a
 * time and in order, its last output before its end.
 */
interface Reporter extends AutoCloseable {
  /** The build as it is now; comes before what changed in it. */
  void build(Build build);

  /** A stage has another status. */
  void stage(StageState stage);

  /** A job has another status. */
  void job(StageState stage, JobState job);

  /** A task has another status, or begins to run once more. */
  void task(JobState job, TaskState task);

  /** A task printed. */
  void output(JobState job, TaskState task, LogSlice lines);

  /** Nothing is drawn over a question until what this answers is closed. */
  Stillness keepStill();

  /** A while in which a person is asked. */
  interface Stillness extends AutoCloseable {
    @Override
    void close();
  }

  /** The user asked for the end. */
  void cancelling(boolean forced);

  /** Nothing more comes; gives the terminal back. May be called twice. */
  @Override
  void close();
}
