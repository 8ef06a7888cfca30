/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * Watches the pixels of an X screen, and tells in milliseconds when they answered:
 *
 *   screen start COMMAND…   starts a program: mapped, painted, complete, pictures, its pid
 *   screen act STEP…        key:NAME, ctrl:NAME, type:TEXT (the last letter counts), click:X,Y,
 *                           a line a step: first, complete, pictures
 *
 * Damage events say that something was drawn; a shared-memory picture is then hashed in blocks.
 * Painted is the first picture that shows more than bare edges and fills; complete is the first
 * from which on 97 % of what changed is as it stays; a picture is one of the screens between.
 */

#include <glib.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

#define BLOCK    16
#define QUIET_MS 1000
#define STILL_MS 300
#define START_MS 60000
#define ACT_MS   5000
#define SETTLED  0.97

typedef struct
{
  double time_ms;
  guint64 *hashes; /* owned; the lowest bit: four colours or more */
} Picture;

static Display *display;
static Window root;
static XImage *image;
static Damage damage;
static int damage_event;
static guint n_blocks;
static GArray *pictures; /* element-type Picture */
static double mapped_ms;

static double
now_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static void
open_screen (void)
{
  static XShmSegmentInfo segment;
  int screen, error;

  display = XOpenDisplay (NULL);
  if (display == NULL)
    g_error ("No display");
  screen = DefaultScreen (display);
  root = RootWindow (display, screen);
  image = XShmCreateImage (display, DefaultVisual (display, screen), DefaultDepth (display, screen),
                           ZPixmap, NULL, &segment, DisplayWidth (display, screen),
                           DisplayHeight (display, screen));
  segment.shmid =
      shmget (IPC_PRIVATE, (size_t) image->bytes_per_line * image->height, IPC_CREAT | 0600);
  segment.shmaddr = image->data = shmat (segment.shmid, NULL, 0);
  XShmAttach (display, &segment);
  XSync (display, False);
  shmctl (segment.shmid, IPC_RMID, NULL);
  XDamageQueryExtension (display, &damage_event, &error);
  damage = XDamageCreate (display, root, XDamageReportNonEmpty);
  XSelectInput (display, root, SubstructureNotifyMask);
  n_blocks = ((image->width + BLOCK - 1) / BLOCK) * (guint) ((image->height + BLOCK - 1) / BLOCK);
  pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
}

static guint64
hash_block (int x0, int y0)
{
  guint64 hash = 1469598103934665603u;
  guint32 colours[4];
  guint n_colours = 0;

  for (int y = y0; y < MIN (y0 + BLOCK, image->height); y++)
    {
      const guint32 *row = (const guint32 *) (image->data + (gsize) y * image->bytes_per_line);

      for (int x = x0; x < MIN (x0 + BLOCK, image->width); x++)
        {
          guint32 colour = row[x] & 0xffffff;
          guint known = 0;

          hash = (hash ^ colour) * 1099511628211u;
          while (known < n_colours && colours[known] != colour)
            known++;
          if (known == n_colours && n_colours < G_N_ELEMENTS (colours))
            colours[n_colours++] = colour;
        }
    }
  return (hash & ~G_GUINT64_CONSTANT (1)) | (n_colours == G_N_ELEMENTS (colours));
}

/* Keeps the screen as it is now, unless it is as it was. */
static gboolean
keep_picture (double time_ms)
{
  Picture picture = { time_ms, g_new (guint64, n_blocks) };
  guint block = 0;

  XShmGetImage (display, root, image, 0, 0, AllPlanes);
  for (int y = 0; y < image->height; y += BLOCK)
    {
      for (int x = 0; x < image->width; x += BLOCK)
        picture.hashes[block++] = hash_block (x, y);
    }
  if (pictures->len > 0 && memcmp (g_array_index (pictures, Picture, pictures->len - 1).hashes,
                                   picture.hashes, n_blocks * sizeof (guint64)) == 0)
    {
      g_free (picture.hashes);
      return FALSE;
    }
  g_array_append_val (pictures, picture);
  return TRUE;
}

static void
begin (void)
{
  while (XPending (display))
    {
      XEvent event;

      XNextEvent (display, &event);
    }
  XDamageSubtract (display, damage, None, None);
  for (guint i = 0; i < pictures->len; i++)
    g_free (g_array_index (pictures, Picture, i).hashes);
  g_array_set_size (pictures, 0);
  mapped_ms = -1;
  keep_picture (now_ms ());
}

/* Waits for damage; returns when it came, or -1. */
static double
wait_for_damage (void)
{
  double came = -1;

  if (!XPending (display))
    {
      struct pollfd poll_fd = { ConnectionNumber (display), POLLIN, 0 };

      poll (&poll_fd, 1, 5);
    }
  while (XPending (display))
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == damage_event + XDamageNotify && came < 0)
        came = now_ms ();
      else if (event.type == MapNotify && !event.xmap.override_redirect && mapped_ms < 0)
        mapped_ms = now_ms ();
    }
  if (came >= 0)
    XDamageSubtract (display, damage, None, None);
  return came;
}

/* What was ended just now may still be on the screen. */
static void
wait_until_still (void)
{
  double last_ms = now_ms ();

  while (now_ms () < last_ms + STILL_MS)
    {
      if (wait_for_damage () >= 0)
        last_ms = now_ms ();
    }
}

/* Until nothing has changed for a while after something has. */
static void
watch (double start_ms, double timeout_ms)
{
  double last_ms = now_ms ();

  while (now_ms () < start_ms + timeout_ms && (pictures->len < 2 || now_ms () < last_ms + QUIET_MS))
    {
      double came = wait_for_damage ();

      if (came >= 0 && keep_picture (came))
        last_ms = came;
    }
  keep_picture (now_ms ());
}

static const guint64 *
get_hashes (guint i)
{
  return g_array_index (pictures, Picture, i).hashes;
}

static guint
count_changed (guint a, guint b)
{
  guint n = 0;

  for (guint block = 0; block < n_blocks; block++)
    n += get_hashes (a)[block] != get_hashes (b)[block];
  return n;
}

static double
get_painted (void)
{
  for (guint i = 1; i < pictures->len; i++)
    {
      guint busy = 0;

      for (guint block = 0; block < n_blocks; block++)
        busy += get_hashes (i)[block] != get_hashes (0)[block] && (get_hashes (i)[block] & 1);
      if (busy >= 4)
        return g_array_index (pictures, Picture, i).time_ms;
    }
  return -1;
}

/* The number of the picture that is complete; 0 where nothing changed. */
static guint
get_complete (void)
{
  guint last = pictures->len - 1;
  guint complete = last;
  guint total = count_changed (0, last);

  while (complete > 1 && count_changed (complete - 1, last) <= (1 - SETTLED) * total)
    complete--;
  return complete;
}

static void
start (char **command)
{
  double start_ms;
  pid_t pid;

  wait_until_still ();
  begin ();
  start_ms = now_ms ();
  pid = fork ();
  if (pid == 0)
    {
      if (setsid () < 0 || freopen ("/dev/null", "w", stdout) == NULL)
        _exit (1);
      execvp (command[0], command);
      _exit (127);
    }
  watch (start_ms, START_MS);
  printf ("%.1f %.1f %.1f %u %d\n", mapped_ms - start_ms,
          get_painted () < 0 ? -1 : get_painted () - start_ms,
          g_array_index (pictures, Picture, get_complete ()).time_ms - start_ms, get_complete (),
          pid);
}

/* --- Acting ----------------------------------------------------------------------------------- */

static void
press (KeySym symbol, gboolean control)
{
  KeyCode code = XKeysymToKeycode (display, symbol);
  KeyCode control_code = XKeysymToKeycode (display, XK_Control_L);

  if (control)
    XTestFakeKeyEvent (display, control_code, True, 0);
  XTestFakeKeyEvent (display, code, True, 0);
  XTestFakeKeyEvent (display, code, False, 0);
  if (control)
    XTestFakeKeyEvent (display, control_code, False, 0);
  XFlush (display);
}

static double
act_step (const char *step)
{
  int x, y;
  double start_ms;

  if (g_str_has_prefix (step, "type:"))
    {
      const char *letter = step + strlen ("type:");

      for (; letter[1]; letter++)
        {
          const char name[] = { *letter, '\0' };

          press (XStringToKeysym (name), FALSE);
          g_usleep (30000);
        }
      watch (now_ms (), ACT_MS);
      begin ();
      start_ms = now_ms ();
      press (XStringToKeysym (letter), FALSE);
      return start_ms;
    }

  start_ms = now_ms ();
  if (sscanf (step, "click:%d,%d", &x, &y) == 2)
    {
      XTestFakeMotionEvent (display, -1, x, y, 0);
      XTestFakeButtonEvent (display, 1, True, 0);
      XTestFakeButtonEvent (display, 1, False, 0);
      XFlush (display);
    }
  else
    {
      press (XStringToKeysym (strchr (step, ':') + 1), g_str_has_prefix (step, "ctrl:"));
    }
  return start_ms;
}

static void
act (const char *step)
{
  double start_ms;

  begin ();
  start_ms = act_step (step);
  watch (start_ms, ACT_MS);
  if (pictures->len < 2)
    printf ("-1 -1 0\n");
  else
    printf ("%.1f %.1f %u\n", g_array_index (pictures, Picture, 1).time_ms - start_ms,
            g_array_index (pictures, Picture, get_complete ()).time_ms - start_ms, get_complete ());
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  if (argc < 3)
    return 2;
  open_screen ();
  if (g_str_equal (argv[1], "start"))
    {
      start (argv + 2);
      return 0;
    }
  for (int i = 2; i < argc; i++)
    act (argv[i]);
  return 0;
}
