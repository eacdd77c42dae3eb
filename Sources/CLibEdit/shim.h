#pragma once
#include <histedit.h>
#include <stdio.h>

// el_set() and history() take a different argument for every operation, which Swift cannot call.

static inline int ask_el_prompt(EditLine *line, char *(*prompt)(EditLine *)) {
  return el_set(line, EL_PROMPT, prompt);
}

static inline int ask_el_history(EditLine *line, History *history_) {
  return el_set(line, EL_HIST, history, history_);
}

static inline int ask_el_client(EditLine *line, void *data) { return el_set(line, EL_CLIENTDATA, data); }

static inline void *ask_el_client_data(EditLine *line) {
  void *data = NULL;
  el_get(line, EL_CLIENTDATA, &data);
  return data;
}

static inline int ask_el_emacs(EditLine *line) { return el_set(line, EL_EDITOR, "emacs"); }

static inline int ask_el_function(EditLine *line, const char *name, const char *help,
                                  unsigned char (*function)(EditLine *, int)) {
  return el_set(line, EL_ADDFN, name, help, function);
}

static inline int ask_el_bind(EditLine *line, const char *key, const char *name) {
  return el_set(line, EL_BIND, key, name, NULL);
}

// While a line is edited, Ctrl-C is a key like any other.
static inline int ask_el_no_signals(EditLine *line) { return el_set(line, EL_SETTY, "-d", "-isig", NULL); }

static inline int ask_history_size(History *history_, int size) {
  HistEvent event;
  return history(history_, &event, H_SETSIZE, size);
}

static inline int ask_history_unique(History *history_) {
  HistEvent event;
  return history(history_, &event, H_SETUNIQUE, 1);
}

static inline int ask_history_enter(History *history_, const char *line) {
  HistEvent event;
  return history(history_, &event, H_ENTER, line);
}

static inline int ask_history_load(History *history_, const char *file) {
  HistEvent event;
  return history(history_, &event, H_LOAD, file);
}

static inline int ask_history_save(History *history_, const char *file) {
  HistEvent event;
  return history(history_, &event, H_SAVE, file);
}

static inline FILE *ask_standard_input(void) { return stdin; }
static inline FILE *ask_standard_output(void) { return stdout; }
static inline FILE *ask_standard_error(void) { return stderr; }
