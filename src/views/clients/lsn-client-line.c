/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-line.h"
#include "views/lsn-client-avatar.h"
#include "views/lsn-client-words.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LsnClientLine
{
  GtkWidget parent_instance;

  LsnContext *context; /* owned */
  LsnRecord *client;   /* owned, nullable */
  gulong handler;
  LsnDate today;
  const char *due_class;  /* static, nullable: that the due label has now */
  const char *next_class; /* static, nullable */

  /* Children */
  AdwAvatar *avatar;
  GtkWidget *name; /* GtkInscription */
  GtkWidget *due;
  GtkWidget *next; /* GtkInscription */
};

G_DEFINE_FINAL_TYPE (LsnClientLine, lsn_client_line, GTK_TYPE_WIDGET)

/* Style classes cost a restyle, so they change only where they differ. */
static void
set_class (GtkWidget *widget, const char **present, const char *wanted)
{
  if (*present == wanted)
    return;
  if (*present)
    gtk_widget_remove_css_class (widget, *present);
  if (wanted)
    gtk_widget_add_css_class (widget, wanted);
  *present = wanted;
}

static void
refresh (LsnClientLine *self)
{
  g_autofree char *due = NULL;
  const char *name;
  const char *next;
  int severity;

  if (self->client == NULL || !lsn_record_is_loaded (self->client))
    {
      gtk_inscription_set_text (GTK_INSCRIPTION (self->name), NULL);
      gtk_inscription_set_text (GTK_INSCRIPTION (self->next), NULL);
      lsn_text_label_set (self->due, NULL);
      return;
    }

  name = lsn_record_get_text (self->client, LSN_CLIENT_NAME);
  next = lsn_record_get_text (self->client, LSN_CLIENT_NEXT_TITLE);
  due = lsn_client_words_dup_due (self->client, self->today, &severity);
  lsn_client_avatar_show (self->avatar, self->context, name,
                          lsn_record_get_text (self->client, LSN_CLIENT_AVATAR));
  gtk_inscription_set_text (GTK_INSCRIPTION (self->name), name);
  lsn_text_label_set (self->due, due);
  set_class (self->due, &self->due_class,
             severity > 0 ? lsn_client_words_get_class (severity) : "dim-label");
  gtk_inscription_set_text (GTK_INSCRIPTION (self->next), next ? next : _ ("No next step"));
  set_class (self->next, &self->next_class,
             lsn_client_words_is_stuck (self->client) ? "warning" : "dim-label");
}

static void
lsn_client_line_dispose (GObject *object)
{
  LsnClientLine *self = LSN_CLIENT_LINE (object);
  GtkWidget *child;

  lsn_client_line_set_client (self, NULL, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_line_parent_class)->dispose (object);
}

static void
lsn_client_line_class_init (LsnClientLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_client_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
make_inscription (void)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (inscription, TRUE);
  return inscription;
}

static void
lsn_client_line_init (LsnClientLine *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 6);

  self->avatar = ADW_AVATAR (adw_avatar_new (36, NULL, TRUE));
  self->name = make_inscription ();
  self->next = make_inscription ();
  self->due = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->due, "numeric");
  gtk_widget_add_css_class (self->next, "caption");
  gtk_widget_set_valign (GTK_WIDGET (self->avatar), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (first), self->name);
  gtk_box_append (GTK_BOX (first), self->due);
  gtk_box_append (GTK_BOX (texts), first);
  gtk_box_append (GTK_BOX (texts), self->next);
  gtk_widget_set_parent (GTK_WIDGET (self->avatar), GTK_WIDGET (self));
  gtk_widget_set_parent (texts, GTK_WIDGET (self));
}

GtkWidget *
lsn_client_line_new (LsnContext *context)
{
  LsnClientLine *self = g_object_new (LSN_TYPE_CLIENT_LINE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
lsn_client_line_set_client (LsnClientLine *self, LsnRecord *client, LsnDate today)
{
  if (self->client)
    g_clear_signal_handler (&self->handler, self->client);
  g_set_object (&self->client, client);
  self->today = today;
  if (client == NULL)
    return;
  self->handler = g_signal_connect_swapped (client, "changed", G_CALLBACK (refresh), self);
  refresh (self);
}
