/**
 * Builds on this machine: a folder for each, with its database, logs and workspaces, and workers in
 * this process that run its jobs.
 *
 * <p>A folder of its own for each build means that builds of different processes share nothing: no
 * lock to wait for, nothing to steal. A live build's folder is locked by its process; a folder
 * without end and without lock is a build whose process is gone. Start reading at {@link
 * dev.millrace.cli.local.LocalBuilds}.
 */
@NullMarked
package dev.millrace.cli.local;

import org.jspecify.annotations.NullMarked;
