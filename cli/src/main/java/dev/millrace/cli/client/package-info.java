/**
 * The commands that ask a server over its HTTP API: who one is, projects, pipelines, builds.
 *
 * <p>Which server is asked, and as whom, is said by the command line, the environment and a file of
 * the user's, in this order ({@link dev.millrace.cli.client.Target}). Decides nothing about builds:
 * what may be done is the server's to say, and its reasons are shown as it words them.
 *
 * <p>Start reading at {@link dev.millrace.cli.client.ClientCommands}.
 */
@NullMarked
package dev.millrace.cli.client;

import org.jspecify.annotations.NullMarked;
