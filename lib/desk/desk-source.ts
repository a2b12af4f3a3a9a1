/** The source under which the office's own desk and the command line send their decisions. */
export const DESK_SOURCE = 'desk';
