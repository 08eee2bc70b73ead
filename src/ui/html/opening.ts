/** How every page begins, so that a report is known by its start. */
export const OPENING = '<!doctype html>\n<html lang="en" data-report>\n'
