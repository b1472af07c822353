"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { AnswerView } from "@/components/chat/answer-view";
import { EditMessage } from "@/components/chat/edit-message";
import { QuestionView } from "@/components/chat/question-view";
import { Button } from "@/components/ui/button";
import { wordsOf, type Exchange } from "@/lib/chat-messages";
import type { Chat } from "@/lib/use-chat";

interface ExchangeViewProps {
  exchange: Exchange;
  newest: boolean;
  chat: Chat;
  editing: string | null;
  onEdit: (id: string | null) => void;
}

/** What was said and its answer; earlier answers to the same are folded away. */
export function ExchangeView({ exchange, newest, chat, editing, onEdit }: ExchangeViewProps) {
  const [unfolded, setUnfolded] = useState(false);
  const { question, answers } = exchange;
  const earlier = answers.length - 1;
  const shown = unfolded ? answers : answers.slice(-1);
  return (
    <>
      {question &&
        (editing === question.id ? (
          <EditMessage
            text={wordsOf(question)}
            onCancel={() => {
              onEdit(null);
            }}
            onSend={(text) => {
              onEdit(null);
              void chat.send(text, question.id);
            }}
          />
        ) : (
          <QuestionView
            message={question}
            busy={chat.busy}
            onResend={chat.resend}
            onEdit={() => {
              onEdit(question.id);
            }}
          />
        ))}
      {earlier > 0 && (
        <Earlier
          count={earlier}
          unfolded={unfolded}
          onToggle={() => {
            setUnfolded(!unfolded);
          }}
        />
      )}
      {shown.map((answer) => (
        <AnswerView
          key={answer.id}
          message={answer}
          chat={chat}
          newest={newest && answer === answers.at(-1)}
        />
      ))}
    </>
  );
}

interface EarlierProps {
  count: number;
  unfolded: boolean;
  onToggle: () => void;
}

function Earlier({ count, unfolded, onToggle }: EarlierProps) {
  const t = useTranslations();
  return (
    <li className="-mb-2">
      <Button look="quiet" className="px-2" aria-expanded={unfolded} onClick={onToggle}>
        {t(unfolded ? "chat.hideEarlier" : "chat.showEarlier", { count })}
      </Button>
    </li>
  );
}
